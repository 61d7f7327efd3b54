// swift-tools-version: 6.2
import PackageDescription

// Imports go down only: a target may name as a dependency only targets listed above it here.
// `Scripts/dev/check` builds with the import check, so an undeclared import fails.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

// The archives and not the shared libraries on Linux: loading two more of those would slow every
// start, and only briefs need them. The extensions come first, since they use the other.
let markdownLibraries: [LinkerSetting] = [
  .linkedLibrary(":libcmark-gfm-extensions.a", .when(platforms: [.linux])),
  .linkedLibrary(":libcmark-gfm.a", .when(platforms: [.linux])),
  .linkedLibrary("cmark-gfm-extensions", .when(platforms: [.macOS])),
  .linkedLibrary("cmark-gfm", .when(platforms: [.macOS])),
]

// The line editor's and what it needs, for the same reason.
let lineEditingLibraries: [LinkerSetting] = [
  .linkedLibrary(":libedit.a", .when(platforms: [.linux])),
  .linkedLibrary(":libtinfo.a", .when(platforms: [.linux])),
  .linkedLibrary(":libbsd.a", .when(platforms: [.linux])),
  .linkedLibrary(":libmd.a", .when(platforms: [.linux])),
  .linkedLibrary("edit", .when(platforms: [.macOS])),
]

let package = Package(
  name: "Accord",
  platforms: [.macOS(.v15)],
  targets: [
    .systemLibrary(
      name: "CZlib", path: "Sources/CZlib",
      providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .target(name: "CEditline", linkerSettings: lineEditingLibraries),
    .target(
      name: "CPattern",
      linkerSettings: [
        // The archive asks for the C++ library and must come before it.
        .linkedLibrary(":libre2.a", .when(platforms: [.linux])),
        .linkedLibrary("stdc++", .when(platforms: [.linux])),
        .linkedLibrary("re2", .when(platforms: [.macOS])),
      ]),
    .systemLibrary(
      name: "CMarkdown", path: "Sources/CMarkdown",
      providers: [
        .apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"]),
      ]),
    module("SourceText", ["CPattern"]),
    module("LineEditing", ["CEditline", "SourceText"]),
    module("ColumnStore", ["CZlib"]),
    module("QuerySyntax", ["SourceText"]),
    module("Catalogue", ["ColumnStore", "SourceText"]),
    module("QuerySemantics", ["SourceText", "QuerySyntax", "ColumnStore", "Catalogue"]),
    module("QueryEngine", ["SourceText", "QuerySemantics", "ColumnStore", "Catalogue"]),
    module("Presentation", ["ColumnStore", "SourceText"]),
    module("Drawing", ["SourceText"]),
    .target(
      name: "Documents", dependencies: ["CMarkdown", "SourceText"], swiftSettings: strict,
      linkerSettings: markdownLibraries),
    .target(name: "CSpreadsheet"),
    module("Spreadsheets", ["CSpreadsheet", "ColumnStore", "Presentation"]),
    module(
      "Workbench",
      [
        "Documents", "Spreadsheets", "Presentation", "Drawing", "SourceText", "QuerySyntax",
        "QuerySemantics", "QueryEngine",
        "ColumnStore", "Catalogue",
      ]),
    module(
      "LanguageService",
      ["Workbench", "SourceText", "QuerySyntax", "QuerySemantics", "ColumnStore", "Catalogue"]),
    module(
      "Notebooks",
      [
        "Documents", "Spreadsheets", "Workbench", "Presentation", "Drawing", "SourceText",
        "QuerySyntax", "QuerySemantics", "QueryEngine", "ColumnStore", "Catalogue",
      ]),
    .executableTarget(
      name: "accord",
      dependencies: [
        "LineEditing", "LanguageService", "Notebooks", "Documents", "Spreadsheets", "Workbench",
        "Presentation",
        "Drawing", "SourceText", "QuerySyntax", "QuerySemantics", "ColumnStore", "Catalogue",
      ], swiftSettings: strict),

    .target(
      name: "TestSupport",
      dependencies: [
        "Workbench", "Presentation", "Drawing", "SourceText", "QuerySemantics", "ColumnStore",
        "Catalogue",
      ], path: "Tests/TestSupport", swiftSettings: strict),
    tests("SourceTextTests", ["SourceText"]),
    tests("ColumnStoreTests", ["ColumnStore", "CZlib"]),
    tests("QuerySyntaxTests", ["QuerySyntax", "SourceText"]),
    tests("CatalogueTests", ["Catalogue", "ColumnStore"]),
    tests(
      "QueryEngineTests",
      ["QueryEngine", "QuerySemantics", "Catalogue", "ColumnStore", "SourceText"]),
    .testTarget(
      name: "DrawingTests", dependencies: ["Drawing", "SourceText"], exclude: ["README.md"],
      swiftSettings: strict),
    .executableTarget(
      name: "line-editing-probe", dependencies: ["LineEditing"],
      path: "Tests/LineEditingTests/Probe", swiftSettings: strict),
    .target(name: "PseudoTerminal", path: "Tests/LineEditingTests/PseudoTerminal"),
    .target(
      name: "TerminalSupport", dependencies: ["PseudoTerminal", "SourceText"],
      path: "Tests/TerminalSupport", swiftSettings: strict),
    .testTarget(
      name: "LineEditingTests",
      dependencies: ["LineEditing", "SourceText", "TerminalSupport", "line-editing-probe"],
      exclude: ["Probe", "PseudoTerminal", "TERMINAL.md"], swiftSettings: strict),
    tests("PresentationTests", ["Presentation", "ColumnStore", "SourceText"]),
    tests("DocumentsTests", ["Documents"]),
    tests(
      "NotebooksTests",
      [
        "Notebooks", "Documents", "TestSupport", "TerminalSupport", "Workbench", "QuerySemantics",
        "SourceText", "ColumnStore", "Catalogue",
      ]),
    tests("TranscriptTests", ["TestSupport"]),
    tests(
      "DocumentationTests",
      [
        "TestSupport", "Workbench", "Presentation", "QuerySyntax", "QuerySemantics", "ColumnStore",
        "Catalogue", "SourceText",
      ]),
    tests("OracleTests", ["TestSupport"]),
    tests("BinaryTests", ["TestSupport"]),
    tests("PromptTests", ["TestSupport", "TerminalSupport", "LanguageService"]),
    tests(
      "LanguageServiceTests",
      [
        "LanguageService", "TestSupport", "Workbench", "QuerySyntax", "QuerySemantics",
        "SourceText",
        "ColumnStore", "Catalogue",
      ]),
  ],
  cxxLanguageStandard: .cxx17
)

// The fuzzer (Scripts/dev/fuzz) is no part of what is built and tested otherwise: it needs
// libFuzzer's own `main`.
if Context.environment["ACCORD_FUZZER"] != nil {
  package.targets.append(
    .executableTarget(
      name: "accord-fuzz",
      dependencies: [
        "Notebooks", "Workbench", "QueryEngine", "QuerySemantics", "QuerySyntax", "Catalogue",
        "ColumnStore", "SourceText",
      ], path: "Tests/Fuzz/Harness"))
}

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

let package = Package(
  name: "Accord",
  platforms: [.macOS(.v15)],
  targets: [
    .systemLibrary(
      name: "CZlib", path: "Sources/CZlib",
      providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    // Needs the headers of libedit: libedit-dev on Debian and Ubuntu, part of macOS.
    .target(
      name: "CEditline",
      linkerSettings: [.linkedLibrary("edit")]),
    module("SourceText"),
    module("LineEditing", ["CEditline", "SourceText"]),
    module("ColumnStore", ["CZlib"]),
    module("QuerySyntax", ["SourceText"]),
    module("Catalogue", ["ColumnStore", "SourceText"]),
    module("QuerySemantics", ["SourceText", "QuerySyntax", "ColumnStore", "Catalogue"]),
    module("QueryEngine", ["SourceText", "QuerySemantics", "ColumnStore", "Catalogue"]),
    module("Presentation", ["ColumnStore", "SourceText"]),
    module(
      "Workbench",
      [
        "Presentation", "SourceText", "QuerySyntax", "QuerySemantics", "QueryEngine", "ColumnStore",
        "Catalogue",
      ]),
    .executableTarget(
      name: "accord", dependencies: ["Workbench"], swiftSettings: strict),
    .testTarget(
      name: "ColumnStoreTests", dependencies: ["ColumnStore", "CZlib"], swiftSettings: strict),
    // A prompt with toy words that the tests drive in a terminal of their own.
    .executableTarget(
      name: "line-editing-probe", dependencies: ["LineEditing"],
      path: "Tests/LineEditingTests/Probe", swiftSettings: strict),
    .target(name: "PseudoTerminal", path: "Tests/LineEditingTests/PseudoTerminal"),
    .testTarget(
      name: "LineEditingTests",
      dependencies: ["LineEditing", "SourceText", "PseudoTerminal", "line-editing-probe"],
      exclude: ["Probe", "PseudoTerminal", "TERMINAL.md"], swiftSettings: strict),
  ]
)

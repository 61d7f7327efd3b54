package import Catalogue
import ColumnStore
import Drawing
import Presentation
import QuerySemantics
import SourceText
package import Workbench

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where things are, and the shipped data opened once for all tests of a process.
package enum Project {
  /// The checkout, found from this file.
  package static let root: String = {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast(3).joined(separator: "/")
  }()

  package static var datasets: String { root + "/Datasets" }

  package static let catalogue: Result<Catalogue, CatalogueError> = {
    do throws(CatalogueError) {
      return .success(
        try Catalogue.openOrBuild(data: datasets, cache: root + "/.build/test-cache") { _ in })
    } catch {
      return .failure(error)
    }
  }()

  /// With the fictional package of the tests beside the shipped data.
  package static let extended: Result<Catalogue, CatalogueError> = {
    do throws(CatalogueError) {
      return .success(
        try Catalogue.openOrBuild(
          data: datasets, adding: [root + "/Tests/Data/fictional_package"],
          cache: root + "/.build/test-cache"
        ) { _ in })
    } catch {
      return .failure(error)
    }
  }()

  /// The release program if the runner names it, else the one beside the tests.
  package static var binary: String {
    if let path = getenv("ACCORD_BINARY") { return String(cString: path) }
    return root + "/.build/debug/accord"
  }

  package static var runsLongTests: Bool { getenv("LONG_TESTS") != nil }

  package static var updatesGoldens: Bool { getenv("UPDATE_GOLDENS") != nil }

  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  package static func read(_ path: String) -> String? {
    bytes(path).map { String(decoding: $0, as: UTF8.self) }
  }

  package static func bytes(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      if count == 0 { break }
      bytes += chunk[..<count]
    }
    return bytes
  }

  package static func write(_ text: String, to path: String) {
    guard let file = fopen(path, "w") else { return }
    defer { fclose(file) }
    _ = text.withCString { fputs($0, file) }
  }

  /// Files below a folder with that ending, sorted, as paths from the folder.
  package static func files(in folder: String, ending: String) -> [String] {
    var found: [String] = []
    func visit(_ path: String, _ prefix: String) {
      guard let handle = opendir(path) else { return }
      defer { closedir(handle) }
      while let entry = readdir(handle) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name.hasPrefix(".") { continue }
        if entry.pointee.d_type == UInt8(DT_DIR) {
          visit(path + "/" + name, prefix + name + "/")
        } else if name.hasSuffix(ending) {
          found.append(prefix + name)
        }
      }
    }
    visit(folder, "")
    return found.sorted()
  }
}

/// A session without a terminal: text in, what a person would see out.
package final class TestSession {
  package let workbench: Workbench
  package var width = 80

  package init(files folder: String? = nil, hasPackage: Bool = false) throws {
    let catalogue = try (hasPackage ? Project.extended : Project.catalogue).get()
    workbench = Workbench(
      catalogue: catalogue,
      access: WorkbenchAccess(
        openFile: { path, options, means throws(FileIssue) in
          let prefix = folder.map { $0 + "/" } ?? ""
          do throws(FileIssue) {
            return NamedFile(
              path: path,
              file: try FileSource(
                path: prefix + path, options: options, catalogue: catalogue, means: means))
          } catch {
            var issue = error
            // A session is the same in every checkout.
            if !prefix.isEmpty { issue.message = NamedFile.cut(prefix, from: issue.message) }
            throw issue
          }
        },
        writeFile: { path, _, _ throws(FileIssue) in
          throw FileIssue(code: "file-read-only", message: "`\(path)`: tests write no files")
        },
        isInterrupted: { false }))
  }

  /// Output and findings of every statement, in order, a blank line between statements.
  package func run(_ text: String, failed: (Bool) -> Void = { _ in }) -> String {
    let file = SourceFile(name: "session", text: text)
    var parts: [String] = []
    workbench.run(file, stopsAtError: false) { outcome in
      failed(outcome.failed)
      var part = outcome.diagnostics.map {
        DiagnosticRenderer.render($0, in: file, width: width) + "\n"
      }.joined()
      switch outcome.output {
      case .none: break
      case .text(let text):
        let prose = ProseSetter(workbench.page(width: width, colour: false))
        part += (outcome.isVerbatim ? text : prose.set(text)) + "\n"
      case .chart(let chart, _):
        let page = workbench.page(width: width, colour: false)
        part += chart.text(page, workbench.options, colour: .none)
      case .profile(let profile):
        part += profile.text(
          TableSetter(names: CatalogueNaming(workbench.catalogue)),
          workbench.page(width: width, colour: false), markdown: false)
      case .result(let result):
        var bytes: [UInt8] = []
        workbench.write(result, as: .table, page: workbench.page(width: width, colour: false)) {
          bytes.append(contentsOf: $0)
        }
        part += String(decoding: bytes, as: UTF8.self)
      }
      if !part.isEmpty { parts.append(part) }
    }
    return parts.joined(separator: "\n")
  }

  /// The result of one statement as CSV, or the errors' codes in brackets.
  package func csv(_ text: String) -> String {
    let file = SourceFile(name: "session", text: text)
    var out = ""
    workbench.run(file, stopsAtError: true) { outcome in
      let codes = outcome.diagnostics.filter { $0.severity == .error }.map(\.code)
      if !codes.isEmpty {
        out = "[" + codes.joined(separator: " ") + "]"
        return
      }
      switch outcome.output {
      case .result(let result), .chart(_, let result):
        var bytes: [UInt8] = []
        workbench.write(result, as: .csv, page: PageSettings()) { bytes.append(contentsOf: $0) }
        out = String(decoding: bytes, as: UTF8.self)
      case .text(let text): out = text
      case .none, .profile: break
      }
    }
    return out
  }

  /// The cells below the head of a one-column result.
  package func values(_ text: String) -> [String] {
    csv(text).split(separator: "\n").dropFirst().map(String.init)
  }
}

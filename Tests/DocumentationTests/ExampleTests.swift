import ColumnStore
import QuerySemantics
import SourceText
import TestSupport
import Testing
import Workbench

/// Every runnable example of a verb or function is run.
@Suite struct ExampleTests {
  @Test("the examples of every verb run and give rows", arguments: VerbCatalogue.all.map(\.name))
  func verbs(_ name: String) throws {
    let record = try #require(VerbCatalogue.record(named: name))
    #expect(!record.examples.isEmpty || name == "save", "a verb without an example")
    for example in record.examples { try runs(example.statement) }
  }

  @Test(
    "the examples of every function run and give rows", arguments: FunctionCatalogue.all.map(\.name)
  )
  func functions(_ name: String) throws {
    let record = try #require(FunctionCatalogue.record(named: name))
    #expect(!record.examples.isEmpty)
    for example in record.examples { try runs(example.statement) }
  }

  private func runs(_ statement: String) throws {
    let session = try TestSession()
    var rows: Int?
    var findings: [Diagnostic] = []
    session.workbench.run(
      SourceFile(name: "example", text: statement), stopsAtError: true
    ) { outcome in
      findings += outcome.diagnostics
      switch outcome.output {
      case .result(let result), .chart(_, let result): rows = result.table.rowCount
      case .none, .text, .profile: break
      }
    }
    #expect(findings.isEmpty, "\(statement)\n\(findings.map(\.message))")
    #expect((rows ?? 0) > 0, "no rows: \(statement)")
  }

  @Test("no two records share a name")
  func names() {
    let names = VerbCatalogue.all.map(\.name)
    #expect(Set(names).count == names.count)
    let functions = FunctionCatalogue.all.map(\.name)
    #expect(Set(functions).count == functions.count)
  }
}

package import ColumnStore
package import SourceText
package import Workbench

/// What a run of a brief gave, up to its end or to the first error.
package struct BriefRun: Sendable {
  package internal(set) var brief: Brief
  /// Version of the program, for stamps.
  package let engine: String
  /// In the order of the brief's blocks; those after an error are not here.
  package var blocks: [BlockRun] = []
  /// Findings outside the blocks: in the front matter.
  package var findings: [Diagnostic] = []
  package var wasInterrupted = false
  /// What stands for each inline value, as Markdown, by its place in the file.
  package var values: [Int: String] = [:]
  /// What holds for the whole document.
  package var setting = BriefSetting()

  package var failed: Bool {
    wasInterrupted || brief.hasErrors || findings.contains { $0.severity == .error }
      || blocks.contains(where: \.failed)
  }

  package func block(_ number: Int) -> BlockRun? {
    blocks.indices.contains(number) ? blocks[number] : nil
  }

  package func block(named identifier: String) -> BlockRun? {
    brief.blocks.firstIndex { $0.identifier == identifier }.flatMap(block)
  }
}

/// The surroundings of a run, for the end of the document.
package struct BriefSetting: Sendable, Equatable {
  /// Edition of the data.
  package var edition = ""
  package var asOf: String?
  package var parameters: [Parameter] = []

  package struct Parameter: Sendable, Equatable {
    package var name: String
    package var value: String
  }
}

/// What one block gave.
package struct BlockRun: Sendable {
  package enum Output: Sendable {
    case result(WorkbenchResult)
    case chart(ChartResult, WorkbenchResult)
    case text(String)
    case profile(Profile)
  }

  package var outputs: [Output] = []
  package var findings: [Diagnostic] = []
  package var wasInterrupted = false
  /// Fingerprint of the block's text and of all that it depends on.
  package var query = ""
  /// Fingerprint of the cells; see `BlockRun.dataFingerprint`.
  package var data = ""
  /// Numbers of earlier blocks whose names it uses.
  package var dependencies: [Int] = []
  /// Names that it gives.
  package var defined: [String] = []
  /// What stands below the block, as Markdown; empty where it only defines.
  package var body = ""
  /// The caption with its names filled in.
  package var caption = ""
  /// The statements as written.
  package var statements = ""
  /// Sources of its results and of the blocks it depends on.
  package var sources: [SourceLine] = []

  mutating func take(_ output: StatementOutcome.Output) {
    switch output {
    case .none: break
    case .text(let text): outputs.append(.text(text))
    case .result(let result): outputs.append(.result(result))
    case .chart(let chart, let result): outputs.append(.chart(chart, result))
    case .profile(let profile): outputs.append(.profile(profile))
    }
  }

  package var failed: Bool {
    wasInterrupted || findings.contains { $0.severity == .error }
  }

  package var results: [WorkbenchResult] {
    outputs.compactMap { output in
      switch output {
      case .result(let result), .chart(_, let result): result
      case .text, .profile: nil
      }
    }
  }

  package var chart: ChartResult? {
    for case .chart(let chart, _) in outputs { return chart }
    return nil
  }

  /// The table that the block's name means.
  package var table: Table? { results.last?.table }
}

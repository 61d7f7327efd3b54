import TestSupport
import Testing

/// The same question in the language and in SQL, over the same rows.
@Suite struct SQLComparisonTests {
  static let seeds = Array(1...(Project.runsLongTests ? 200 : 12))

  /// Each seed asks every kind of question once: 28 questions.
  @Test("random tables give what sqlite3 gives", arguments: seeds)
  func randomTables(seed: Int) throws {
    guard SQLite.isThere else { return SQLite.skip() }
    let tables = try RandomTables(seed: seed)
    var random = SeededGenerator(seed: seed &+ 1_000_000)
    let questions = RandomQuestion.makers.map { $0(&random) }
    try SQLite.compare(questions, setup: tables.setup, files: tables.folder.path, seed: seed)
  }

  /// More rows than a batch has, so that batches and threads meet.
  @Test("long tables give what sqlite3 gives", arguments: longSeeds)
  func longTables(seed: Int) throws {
    guard SQLite.isThere else { return SQLite.skip() }
    let tables = try RandomTables(seed: seed, size: Project.runsLongTests ? 100_000 : 20_000)
    var random = SeededGenerator(seed: seed &+ 2_000_000)
    let questions = RandomQuestion.linear.map { $0(&random) }
    try SQLite.compare(questions, setup: tables.setup, files: tables.folder.path, seed: seed)
  }

  static let longSeeds = Array(1...(Project.runsLongTests ? 3 : 1))

  /// 20 questions a seed; a sqlite3 takes some seconds to read all files, so there are few.
  @Test("the shipped data gives what sqlite3 gives over its CSV files", arguments: shippedSeeds)
  func shippedTables(seed: Int) throws {
    guard SQLite.isThere else { return SQLite.skip() }
    var random = SeededGenerator(seed: seed)
    let questions = (0..<3).flatMap { _ in ShippedQuestion.makers.map { $0(&random) } }
    try SQLite.compare(questions, setup: ShippedTables.setup, seed: seed)
  }

  static let shippedSeeds = Array(1...(Project.runsLongTests ? 10 : 1))
}

extension SQLite {
  /// Nothing was compared: said on the page of the test run, not passed over.
  static func skip() {
    withKnownIssue("SKIPPED: no sqlite3 on this machine, nothing was compared") {
      Issue.record("sqlite3 is not there")
    }
  }

  static func compare(
    _ questions: [Question], setup: String, files: String? = nil, seed: Int = 0,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let session = try TestSession(files: files)
    let expected = try answers(setup: setup, to: questions.map(\.sql))
    for (question, wanted) in zip(questions, expected) {
      let csv = session.csv(question.text)
      guard !csv.hasPrefix("[") else {
        Issue.record("seed \(seed): \(question.text)\n\(csv)", sourceLocation: sourceLocation)
        continue
      }
      if let difference = Grid(csv: csv).difference(from: wanted) {
        Issue.record(
          "seed \(seed): \(difference)\n\(question.text)\n\(question.sql)",
          sourceLocation: sourceLocation)
      }
    }
  }
}

import ColumnStore
import QueryEngine
import QuerySemantics
import SourceText
import Testing

/// Ways to run that must not show in a result.
struct Configuration: Sendable, CustomTestStringConvertible {
  var batchSize: Int
  var threads: Int
  var isOptimising: Bool

  var testDescription: String { "batches of \(batchSize), \(threads) threads, \(isOptimising)" }

  static let all = [1, 2, 3, 4096].flatMap { size in
    [1, 2].flatMap { threads in
      [true, false].map {
        Configuration(batchSize: size, threads: threads, isOptimising: $0)
      }
    }
  }

  var engine: Engine {
    Engine(
      lookups: SmallWorld(),
      settings: EngineSettings(
        threads: threads, batchSize: batchSize, isOptimising: isOptimising, parallelRows: 2))
  }
}

/// Equal, or numbers that differ by rounding: sums and powers of sums are added in another order
/// than by the reference, so that the last digits may differ.
func agree(_ left: Scalar, _ right: Scalar) -> Bool {
  if case .number(let a) = left, case .number(let b) = right {
    return a == b || (a - b).magnitude <= 1e-12 * max(a.magnitude, b.magnitude, 1)
  }
  return left == right
}

func step(_ operation: BoundStep.Operation, _ output: Schema) -> BoundStep {
  BoundStep(operation, output: output, verb: "", range: SourceRange(0, 0))
}

func query(_ rows: [[Scalar]], _ steps: [BoundStep]) -> BoundQuery {
  let table = RandomQueries.table(rows)
  return BoundQuery(
    source: BoundSource(.table(table), schema: table.schema, range: SourceRange(0, 0)),
    steps: steps)
}

func expectRows(
  _ table: Table, _ rows: [[Scalar]], _ comment: Comment,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(table.rowCount == rows.count, comment, sourceLocation: sourceLocation)
  guard table.rowCount == rows.count else { return }
  for (index, row) in rows.enumerated() {
    for (place, cell) in row.enumerated() where !agree(table.columns[place][index], cell) {
      let found = table.columns[place][index]
      Issue.record(
        "\(comment) row \(index) column \(place): \(found), not \(cell)",
        sourceLocation: sourceLocation)
      return
    }
  }
}

import ColumnStore
import QueryEngine
import QuerySemantics
import SourceText

/// Numbers taken from the fuzzer's bytes, so that a change of a byte changes one choice; behind
/// their end come those of a plain generator. In place of the generator of the tests.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64
  nonisolated(unsafe) static var bytes: [UInt8] = []
  private var place = 0

  init(state: UInt64) { self.state = state }

  mutating func next() -> UInt64 {
    if place < SeededGenerator.bytes.count {
      place += 1
      return UInt64(SeededGenerator.bytes[place - 1])
    }
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 33
  }

  mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int(next() % UInt64(values.count))]
  }
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}

extension FuzzTargets {
  /// Whole queries over a random table: the engine, however it is set, against the row-by-row
  /// evaluator of the tests.
  static func evaluator(_ bytes: [UInt8]) {
    guard bytes.count > 3 else { return }
    SeededGenerator.bytes = Array(bytes.dropFirst(2))
    var random = RandomQueries(seed: UInt64(bytes[0]))
    let rows = random.rows(Int(bytes[1] % 40))
    var steps: [BoundStep] = []
    var reference = ReferenceEvaluator(types: RandomQueries.types, rows: rows)
    do {
      for _ in 0..<(1 + random.random.below(4)) {
        let operation = RandomSteps.operation(&random)
        reference = try reference.apply(operation)
        steps.append(made(operation, RandomQueries.schema))
      }
      if random.random.below(2) == 0 {
        let last = RandomSteps.final(&random)
        reference = try reference.apply(last)
        let fields = reference.types.enumerated().map { Field("o\($0)", $1) }
        steps.append(made(last, Schema(fields)))
      }
      let table = RandomQueries.table(rows)
      let query = BoundQuery(
        source: BoundSource(.table(table), schema: table.schema, range: SourceRange(0, 0)),
        steps: steps)
      for (size, isOptimising) in [(3, true), (4096, true), (4096, false)] {
        let settings = EngineSettings(
          threads: 2, batchSize: size, isOptimising: isOptimising, parallelRows: 8)
        let output = try Engine(lookups: SmallWorld(), settings: settings).run(query)
        check(output.table, reference.rows, steps)
      }
    } catch {
      stop("\(error) in \(steps.map(\.operation))")
    }
  }

  private static func made(_ operation: BoundStep.Operation, _ output: Schema) -> BoundStep {
    BoundStep(operation, output: output, verb: "", range: SourceRange(0, 0))
  }

  private static func check(_ table: Table, _ rows: [[Scalar]], _ steps: [BoundStep]) {
    hold(
      table.rowCount == rows.count,
      "\(table.rowCount) rows, not \(rows.count)\n\(steps.map(\.operation))")
    for (index, row) in rows.enumerated() {
      for (place, cell) in row.enumerated() {
        let found = table.columns[place][index]
        hold(
          agree(found, cell),
          "row \(index) column \(place): \(found), not \(cell)\n\(steps.map(\.operation))")
      }
    }
  }

  private static func agree(_ left: Scalar, _ right: Scalar) -> Bool {
    if case .number(let a) = left, case .number(let b) = right {
      return a == b || (a - b).magnitude <= 1e-11 * max(a.magnitude, b.magnitude, 1)
    }
    return left == right
  }
}

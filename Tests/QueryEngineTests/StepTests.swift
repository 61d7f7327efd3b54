import ColumnStore
import QueryEngine
import QuerySemantics
import Testing

@Suite("Steps agree with the row-by-row reference")
struct StepTests {
  @Test("random pipelines", arguments: Configuration.all)
  func randomPipelines(_ configuration: Configuration) throws {
    let sizes = [0, 1, 2, 17, 17, 17, 60, 1000]
    for seed in UInt64(1)...120 {
      var random = RandomQueries(seed: seed &+ 5000)
      let size = sizes[Int(seed % 8)]
      if size == 1000, configuration.batchSize < 3, seed > 16 { continue }
      let rows = random.rows(size)
      var steps: [BoundStep] = []
      var reference = ReferenceEvaluator(types: RandomQueries.types, rows: rows)
      var counts = [size]
      for _ in 0..<(1 + random.random.below(4)) {
        let operation = RandomSteps.operation(&random)
        reference = try reference.apply(operation)
        steps.append(step(operation, RandomQueries.schema))
        counts.append(reference.rows.count)
      }
      if random.random.below(2) == 0 {
        let last = RandomSteps.final(&random)
        reference = try reference.apply(last)
        let fields = reference.types.enumerated().map { Field("o\($0)", $1) }
        steps.append(step(last, Schema(fields)))
        counts.append(reference.rows.count)
      }
      let output = try configuration.engine.run(query(rows, steps))
      expectRows(output.table, reference.rows, "seed \(seed) \(steps.map(\.operation))")
      #expect(output.rowCounts == counts, "seed \(seed)")
    }
  }

  @Test("joins of every kind", arguments: Configuration.all)
  func joins(_ configuration: Configuration) throws {
    for seed in UInt64(1)...80 {
      var random = RandomQueries(seed: seed &+ 9000)
      let sizes = [0, 1, 2, 17, 40]
      let (left, right) = (
        random.rows(random.random.pick(sizes)), random.rows(random.random.pick(sizes))
      )
      let keys = [[7], [7, 3], [4], [1], [6, 0], [2]][Int(seed % 6)]
      // Text keys meet a column with another dictionary.
      let on = keys.map { (left: $0, right: $0 == 4 ? 5 : $0) }
      for kind in BoundStep.Join.Kind.allCases {
        let join = BoundStep.Join(
          right: query(right, []), kind: kind, on: on, carried: [1, 8], allowsMany: true)
        let a = ReferenceEvaluator(types: RandomQueries.types, rows: left)
        let b = ReferenceEvaluator(types: RandomQueries.types, rows: right)
        let wanted = a.joined(join, b)
        let schema = Schema(wanted.types.enumerated().map { Field("o\($0)", $1) })
        let output = try configuration.engine.run(query(left, [step(.join(join), schema)]))
        expectRows(output.table, wanted.rows, "seed \(seed) \(kind) on \(keys)")
      }
    }
  }
}

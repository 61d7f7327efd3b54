import ColumnStore
import QueryEngine
import QuerySemantics
import SourceText
import Synchronization
import Testing

@Suite("Steps by example")
struct OperatorTests {
  /// text, year, number.
  static func source(_ rows: [(String, Double, Double?)]) -> BoundSource {
    let schema = Schema([Field("k", .text), Field("year", .number), Field("v", .number)])
    let columns = [
      Column(type: .text, scalars: rows.map { .text($0.0) }),
      Column(type: .number, scalars: rows.map { .number($0.1) }),
      Column(
        type: .number, scalars: rows.map { row in row.2.map { .number($0) } ?? .missing(.noData) }),
    ]
    return BoundSource(
      .table(Table(schema: schema, columns: columns, rowCount: rows.count)), schema: schema,
      range: SourceRange(3, 9))
  }

  static func output(_ types: ValueType...) -> Schema {
    Schema(types.enumerated().map { Field("o\($0)", $1) })
  }

  func run(
    _ source: BoundSource, _ operation: BoundStep.Operation, _ output: Schema,
    _ settings: EngineSettings = EngineSettings()
  ) throws -> RunOutput {
    try Engine(lookups: SmallWorld(), settings: settings).run(
      BoundQuery(source: source, steps: [step(operation, output)]))
  }

  let rows: [(String, Double, Double?)] = [
    ("a", 2000, 1), ("a", 2001, nil), ("a", 2003, 7), ("b", 2001, 5), ("b", 2004, nil),
  ]

  @Test("pivot puts each row into its cell")
  func pivot() throws {
    let headers: [Scalar] = [.number(2000), .number(2001)]
    let result = try run(
      OperatorTests.source(rows), .pivot(keys: [0], column: 1, headers: headers, value: 2),
      OperatorTests.output(.text, .number, .number))
    expectRows(
      result.table,
      [[.text("a"), .number(1), .missing(.noData)], [.text("b"), .missing(.noData), .number(5)]],
      "pivot")
  }

  @Test("pivot names the cell that two rows fill")
  func pivotNotUnique() {
    let source = OperatorTests.source([("a", 2000, 1), ("a", 2000, 2)])
    #expect {
      _ = try run(
        source, .pivot(keys: [0], column: 1, headers: [.number(2000)], value: 2),
        OperatorTests.output(.text, .number))
    } throws: { error in
      guard case .failed("pivot-not-unique", let message, _, _)? = error as? EngineError else {
        return false
      }
      return message.contains("k = a, year = 2000")
    }
  }

  @Test("fill carries values forward and between, as far as the limit")
  func fill() throws {
    let source = OperatorTests.source(rows)
    let output = source.schema
    let forward = try run(
      source, .fill(column: 2, .forward, limit: 1, time: 1, by: [0]), output)
    #expect(
      (0..<5).map { forward.table.columns[2][$0] }
        == [.number(1), .number(1), .number(7), .number(5), .missing(.noData)])
    #expect(forward.notes == [.filled(column: "v", cells: 1, method: "forward")])
    let linear = try run(source, .fill(column: 2, .linear, limit: nil, time: 1, by: [0]), output)
    #expect(linear.table.columns[2][1] == .number(3))
    #expect(linear.table.columns[2][4] == .missing(.noData))
  }

  @Test("many-to-many joins name the keys unless they are asked for")
  func manyToMany() throws {
    let source = OperatorTests.source(rows)
    let join = BoundStep.Join(
      right: BoundQuery(source: source), kind: .inner, on: [(0, 0)], carried: [],
      allowsMany: false)
    #expect {
      _ = try run(source, .join(join), source.schema)
    } throws: { error in
      guard case .failed("many-to-many", let message, _, _)? = error as? EngineError else {
        return false
      }
      return message.contains("k = a and 1 other key")
    }
  }

  @Test("append keeps the rows of both in order")
  func append() throws {
    let source = OperatorTests.source(rows)
    let below = BoundQuery(source: OperatorTests.source([("z", 1, 2)]))
    let result = try run(source, .append(below), source.schema)
    #expect(result.table.rowCount == 6)
    #expect(result.table.columns[0][5] == .text("z"))
    #expect(result.table.columns[0][3] == .text("b"))
  }

  @Test("frequencies are sorted by count, then value")
  func frequencies() throws {
    let result = try run(
      OperatorTests.source(rows), .frequencies(0), OperatorTests.output(.text, .number, .number))
    expectRows(
      result.table,
      [[.text("a"), .number(3), .number(0.6)], [.text("b"), .number(2), .number(0.4)]], "freq")
  }

  @Test("describe has a row per column")
  func describe() throws {
    let output = OperatorTests.output(
      .text, .text, .number, .number, .number, .number, .number, .number, .number)
    let functions: [AggregateCall.Function] = [.min, .mean, .median, .max]
    let result = try run(OperatorTests.source(rows), .describe(functions), output)
    #expect(result.table.rowCount == 3)
    let values = (0..<9).map { result.table.columns[$0][2] }
    #expect(
      values == [
        .text("v"), .text("number"), .number(3), .number(2), .number(3), .number(1),
        .number(13.0 / 3), .number(5), .number(7),
      ])
  }

  @Test("a seeded sample is the same for any way to run")
  func sample() throws {
    var random = RandomQueries(seed: 3)
    let rows = random.rows(100)
    let results = try Configuration.all.map { configuration in
      try configuration.engine.run(
        query(rows, [step(.sample(10, seed: 7), RandomQueries.schema)])
      ).table
    }
    for result in results {
      #expect(result.rowCount == 10)
      #expect((0..<10).allSatisfy { result.columns[1][$0] == results[0].columns[1][$0] })
    }
  }

  @Test("a filter notes what it left out, by reason and with countries")
  func leftOut() throws {
    let rows: [[Scalar]] = [1.0, nil, nil].enumerated().map { index, value in
      var row = RandomQueries.types.map { _ in Scalar.missing(.withheld) }
      row[1] = value.map { .number($0) } ?? .missing(index == 1 ? .noData : .notCovered)
      row[7] = .entity(Int32(index))
      return row
    }
    let condition = BoundExpression(
      .compare(
        .greater, BoundExpression(.column(1), .number),
        BoundExpression(.constant(.number(0)), .number)), .boolean)
    let output = try Engine(lookups: SmallWorld()).run(
      query(rows, [step(.filter(condition), RandomQueries.schema)]))
    #expect(
      output.notes == [
        .leftOut(
          step: 0, rows: 2,
          reasons: [
            MissingCount(reason: .notCovered, count: 1), MissingCount(reason: .noData, count: 1),
          ],
          examples: ["Cland", "Bland"])
      ])
  }

  @Test("two rows for one key and year are an error of window functions")
  func notUnique() {
    let source = OperatorTests.source([("a", 2000, 1), ("a", 2000, 2)])
    let call = WindowCall(
      .lag, BoundExpression(.column(2), .number), parameter: 1, time: 1, partition: [0])
    #expect {
      _ = try run(
        source, .project([BoundExpression(.window(call), .number)]), OperatorTests.output(.number))
    } throws: { error in
      guard case .failed("not-unique", let message, _, _)? = error as? EngineError else {
        return false
      }
      return message.contains("rows 1 and 2 both stand for a, 2000")
    }
  }

  @Test("an interruption ends every step")
  func interruption() throws {
    var random = RandomQueries(seed: 4)
    let rows = random.rows(500)
    for seed in UInt64(1)...30 {
      var random = RandomQueries(seed: seed)
      let operation =
        seed % 3 == 0 ? RandomSteps.final(&random) : RandomSteps.operation(&random)
      let whole = try ReferenceEvaluator(types: RandomQueries.types, rows: rows).apply(operation)
      let output = Schema(whole.types.enumerated().map { Field("o\($0)", $1) })
      // Interrupted at the poll after so many: wherever it falls, the run ends or is whole.
      for polls in [0, 1, 5, 50] {
        let count = Mutex(0)
        var settings = EngineSettings(batchSize: 16)
        settings.isInterrupted = {
          count.withLock {
            $0 += 1
            return $0 > polls
          }
        }
        let engine = Engine(lookups: SmallWorld(), settings: settings)
        do {
          _ = try engine.run(query(rows, [step(operation, output)]))
        } catch {
          #expect(error == .interrupted)
        }
      }
    }
  }

  @Test("the memory limit is an error before the allocation")
  func memoryLimit() {
    var settings = EngineSettings()
    settings.memoryLimit = 16
    let source = OperatorTests.source(rows)
    #expect {
      _ = try run(
        source, .sort([.init(BoundExpression(.column(2), .number), isDescending: false)]),
        source.schema, settings)
    } throws: { error in
      if case .failed("memory-limit", _, _, _)? = error as? EngineError { true } else { false }
    }
  }
}

import ColumnStore
import QuerySemantics
import SourceText
import Testing

@testable import QueryEngine

/// Columns that know the bounds of their blocks, against plain loops over the same cells.
@Suite struct BlockTests {
  private final class Owner: Sendable {
    let doubles: Vector<Double>
    let ints: Vector<Int32>

    init(_ doubles: [Double], _ ints: [Int32]) {
      self.doubles = Vector(doubles)
      self.ints = Vector(ints)
    }
  }

  private static let fields = [Field("v", .number), Field("i", .number), Field("w", .number)]

  /// Blocks of values one after another, all missing, all the same, both zeros, at random with and
  /// without gaps; a last one that is not full. `i` and `w` are whole and `w` is never missing.
  private static func cells(_ seed: UInt64) -> (v: [Double], i: [Int32], w: [Double]) {
    var chance = SplitMix64(state: seed)
    var (v, i, w): ([Double], [Int32], [Double]) = ([], [], [])
    for block in 0..<8 {
      for row in 0..<(block == 7 ? 1_000 : BlockBounds.rows) {
        let random = Double(chance.next(below: 2_000)) - 1_000
        switch block {
        case 0: v.append(Double(row))
        case 1: v.append(Missing.allCases[row % 4].double)
        case 2: v.append(4_095)
        case 3: v.append(row % 2 == 0 ? 0.0 : -0.0)
        case 4: v.append(random)
        case 5: v.append(chance.next(below: 5) == 0 ? Missing.noData.double : random)
        case 6: v.append(chance.next(below: 900) == 0 ? Missing.withheld.double : random)
        default: v.append(5_000 + Double(row % 10))
        }
        let value = v[v.count - 1]
        i.append(value.isNaN ? Missing(ofNaN: value).int : Int32(value))
        w.append(Double(chance.next(below: 100)))
      }
    }
    return (v, i, w)
  }

  private static func source(
    _ cells: (v: [Double], i: [Int32], w: [Double]), hasBlocks: Bool
  ) -> BoundSource {
    let owner = Owner(cells.v, cells.i)
    let blocks = hasBlocks ? BlockBounds(owner.doubles.buffer) : nil
    let intBlocks = hasBlocks ? BlockBounds(owner.ints.buffer) : nil
    let columns = [
      Column(
        type: .number,
        storage: .doubles(Vector(buffer: owner.doubles.buffer, owner: owner, blocks: blocks))),
      Column(
        type: .number,
        storage: .ints(Vector(buffer: owner.ints.buffer, owner: owner, blocks: intBlocks))),
      Column(type: .number, storage: .doubles(Vector(cells.w))),
    ]
    let schema = Schema(fields)
    let table = Table(schema: schema, columns: columns, rowCount: cells.v.count)
    return BoundSource(.table(table), schema: schema, range: SourceRange(0, 0))
  }

  private static let settings = [
    (1, 4096, true), (3, 1000, true), (2, 4096, true), (1, 4096, false),
  ]
  .map { threads, batchSize, isOptimising in
    EngineSettings(
      threads: threads, batchSize: batchSize, isOptimising: isOptimising, parallelRows: 1)
  }

  private static func column(_ index: Int) -> BoundExpression {
    BoundExpression(.column(index), .number)
  }

  private static func compared(
    _ index: Int, _ operation: ComparisonOperator, _ constant: Double
  ) -> BoundExpression {
    BoundExpression(
      .compare(operation, column(index), BoundExpression(.constant(.number(constant)), .number)),
      .boolean)
  }

  private func run(
    _ source: BoundSource, _ steps: [BoundStep], _ settings: EngineSettings
  ) throws -> RunOutput {
    try Engine(lookups: SmallWorld(), settings: settings).run(
      BoundQuery(source: source, steps: steps))
  }

  @Test func `filters leave out blocks and no rows`() throws {
    let cells = BlockTests.cells(3)
    let schema = Schema(BlockTests.fields)
    for constant in [-1_000, 0, 4_095, 5_009.5] {
      for operation in [
        ComparisonOperator.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual,
      ] {
        let kept = cells.v.indices.filter {
          !cells.v[$0].isNaN && operation.holds(cells.v[$0], constant)
        }
        let total = kept.reduce(0) { $0 + cells.v[$1] }
        let weights = kept.reduce(0) { $0 + cells.w[$1] }
        let missing = Missing.allCases.compactMap { reason -> MissingCount? in
          let count = cells.i.count { $0 == reason.int }
          return count > 0 ? MissingCount(reason: reason, count: count) : nil
        }
        let note = RunNote.leftOut(
          step: 0, rows: missing.reduce(0) { $0 + $1.count }, reasons: missing, examples: [])
        for index in [0, 1] {
          let filter = step(.filter(BlockTests.compared(index, operation, constant)), schema)
          for hasBlocks in [true, false] {
            let source = BlockTests.source(cells, hasBlocks: hasBlocks)
            for settings in BlockTests.settings {
              let place: Comment = "\(index) \(operation) \(constant) \(hasBlocks) \(settings)"
              let rows = try run(source, [filter], settings)
              #expect(rows.table.rowCount == kept.count, place)
              #expect(rows.notes == [note], place)
              guard case .doubles(let weighed) = rows.table.columns[2].storage else {
                Issue.record("not doubles")
                continue
              }
              #expect(Array(weighed.buffer) == kept.map { cells.w[$0] }, place)
              let calls = [
                AggregateCall(.sum, [BlockTests.column(0)], type: .number),
                AggregateCall(.sum, [BlockTests.column(2)], type: .number),
                AggregateCall(.mean, [BlockTests.column(1)], type: .number),
                AggregateCall(.count, [], type: .number),
              ]
              let mean =
                kept.isEmpty ? Scalar.missing(.noData) : .number(total / Double(kept.count))
              let wanted: [Scalar] = [
                kept.isEmpty ? .missing(.noData) : .number(total),
                kept.isEmpty ? .missing(.noData) : .number(weights), mean,
                .number(Double(kept.count)),
              ]
              for picked in [[0], [1], [0, 1, 2, 3]] {
                let output = Schema(picked.map { Field("o\($0)", .number) })
                let totals = try run(
                  source,
                  [filter, step(.summarise(keys: [], picked.map { calls[$0] }), output)], settings)
                expectRows(totals.table, [picked.map { wanted[$0] }], place)
                #expect(totals.rowCounts == [cells.v.count, kept.count, 1], place)
                #expect(totals.notes == [note], place)
              }
            }
          }
        }
      }
    }
  }

  @Test func `a sum behind a filter has the same bits whatever the threads and batches`() throws {
    var chance = SplitMix64(state: 8)
    let count = 150_003
    let values = (0..<count).map { _ in
      chance.next(below: 30) == 0
        ? Missing.noData.double : Double(chance.next(below: 1 << 50)) / 7e9
    }
    let schema = Schema([Field("v", .number)])
    let table = Table(
      schema: schema, columns: [Column(type: .number, storage: .doubles(Vector(values)))],
      rowCount: count)
    let source = BoundSource(.table(table), schema: schema, range: SourceRange(0, 0))
    let steps = [
      step(.filter(BlockTests.compared(0, .greater, 50_000)), schema),
      step(
        .summarise(keys: [], [AggregateCall(.sum, [BlockTests.column(0)], type: .number)]), schema),
    ]
    var found: Set<Scalar> = []
    for threads in [1, 2, 5] {
      for batchSize in [64, 1000, 4096] {
        let settings = EngineSettings(threads: threads, batchSize: batchSize, parallelRows: 1)
        found.insert(try run(source, steps, settings).table.columns[0][0])
      }
    }
    #expect(found.count == 1)
  }

  @Test func `the first rows of a sort are those of the whole sort`() throws {
    let cells = BlockTests.cells(5)
    let schema = Schema(BlockTests.fields)
    for isDescending in [true, false] {
      for index in [0, 1] {
        // Ties go by the remaining columns from left to right: here the other two.
        let order = cells.v.indices.sorted { a, b in
          let (x, y) = (cells.v[a], cells.v[b])
          if x.isNaN != y.isNaN { return y.isNaN }
          if x.isNaN {
            let (p, q) = (Missing(ofNaN: x).rawValue, Missing(ofNaN: y).rawValue)
            return p != q ? p < q : cells.w[a] != cells.w[b] ? cells.w[a] < cells.w[b] : a < b
          }
          if x != y { return isDescending ? x > y : x < y }
          return cells.w[a] != cells.w[b] ? cells.w[a] < cells.w[b] : a < b
        }
        for count in [1, 9, 1_001] {
          let wanted = order.prefix(count).map { cells.w[$0] }
          for hasBlocks in [true, false] {
            let source = BlockTests.source(cells, hasBlocks: hasBlocks)
            for settings in BlockTests.settings {
              let key = BoundStep.SortKey(BlockTests.column(index), isDescending: isDescending)
              let output = try run(
                source, [step(.sort([key]), schema), step(.take(count, by: []), schema)], settings)
              let found = (0..<output.table.rowCount).map { output.table.columns[2][$0] }
              #expect(found == wanted.map { .number($0) }, "\(index) \(isDescending) \(count)")
            }
          }
        }
      }
    }
  }

  @Test func `groups by a column with bounds`() throws {
    let cells = BlockTests.cells(9)
    let output = Schema([Field("i", .number), Field("n", .number), Field("m", .number)])
    let calls = [
      AggregateCall(.count, [], type: .number),
      AggregateCall(.max, [BlockTests.column(2)], type: .number),
    ]
    var (order, counts, most): ([Int32], [Int32: Double], [Int32: Double]) = ([], [:], [:])
    for (row, key) in cells.i.enumerated() {
      if counts[key] == nil { order.append(key) }
      counts[key, default: 0] += 1
      most[key] = max(most[key] ?? 0, cells.w[row])
    }
    let wanted = order.map { key -> [Scalar] in
      [
        Missing(ofInt: key).map { .missing($0) } ?? .number(Double(key)),
        .number(counts[key] ?? 0), .number(most[key] ?? 0),
      ]
    }
    for hasBlocks in [true, false] {
      let source = BlockTests.source(cells, hasBlocks: hasBlocks)
      for settings in BlockTests.settings {
        let found = try run(source, [step(.summarise(keys: [1], calls), output)], settings)
        expectRows(found.table, wanted, "\(hasBlocks) \(settings)")
      }
    }
  }
}

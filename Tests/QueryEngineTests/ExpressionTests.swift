import Catalogue
import ColumnStore
import QueryEngine
import QuerySemantics
import Testing

@Suite("Expressions agree with the row-by-row reference")
struct ExpressionTests {
  @Test("random expressions over random tables", arguments: Configuration.all)
  func randomExpressions(_ configuration: Configuration) throws {
    for seed in UInt64(1)...150 {
      var random = RandomQueries(seed: seed)
      let rows = random.rows([0, 1, 2, 17, 60][Int(seed % 5)])
      let table = RandomQueries.table(rows)
      let reference = ReferenceEvaluator(types: RandomQueries.types, rows: rows)
      for type in [ValueType.number, .boolean, .text] {
        let expression = random.expression(type, depth: 3)
        var notes: [RunNote] = []
        let column = try configuration.engine.evaluate(expression, over: table, notes: &notes)
        let wanted = try reference.evaluate(expression)
        #expect(column.count == wanted.count)
        for row in wanted.indices where column[row] != wanted[row] {
          let isNear = agree(column[row], wanted[row])
          if !isNear {
            Issue.record(
              "seed \(seed) row \(row): \(column[row]), not \(wanted[row]) \(expression)")
            break
          }
        }
      }
    }
  }

  @Test("functions across rows and windows", arguments: Configuration.all)
  func acrossAndWindows(_ configuration: Configuration) throws {
    for seed in UInt64(1)...60 {
      var random = RandomQueries(seed: seed &+ 1000)
      var rows = random.rows([0, 1, 2, 17, 60][Int(seed % 5)])
      // One row per country and year.
      var seen: Set<[Scalar]> = []
      rows = rows.filter { row in
        if case .missing = row[3] { return true }
        return seen.insert([row[7], row[3]]).inserted
      }
      let table = RandomQueries.table(rows)
      let reference = ReferenceEvaluator(types: RandomQueries.types, rows: rows)
      var expressions: [BoundExpression] = []
      let x = random.expression(.number, depth: 1)
      for function in WindowCall.Function.allCases {
        let parameter = function == .indexTo ? 2003 : 1 + random.random.below(3)
        expressions.append(
          BoundExpression(
            .window(
              WindowCall(function, x, parameter: parameter, time: 3, partition: [7])), .number))
      }
      let y = BoundExpression(.column(1), .number)
      let functions: [AcrossCall.Function] = [
        .rank, .percentile, .zscore, .minmax, .shareOfTotal, .aggregate(.mean),
        .aggregate(.median), .aggregate(.max), .aggregate(.distinct),
      ]
      for function in functions {
        let by = random.random.below(2) == 0 ? [] : [random.column(.text)]
        expressions.append(BoundExpression(.across(AcrossCall(function, [y], by: by)), .number))
      }
      for field in [Lookup.BasketField.count, .share] {
        expressions.append(random.lookup(.basket(0, field), .number))
      }
      expressions.append(random.lookup(.basket(0, .all), .boolean))
      for field in [TreatyField.status, .date, .years] {
        expressions.append(random.lookup(.treaty(1, field), field.type))
      }
      expressions.append(random.lookup(.value(measure: 1, .reason), .text))
      for expression in expressions {
        var notes: [RunNote] = []
        let column = try configuration.engine.evaluate(expression, over: table, notes: &notes)
        let wanted = try reference.evaluate(expression)
        for row in wanted.indices where !agree(column[row], wanted[row]) {
          Issue.record("seed \(seed) row \(row): \(column[row]), not \(wanted[row]) \(expression)")
          break
        }
      }
    }
  }
}

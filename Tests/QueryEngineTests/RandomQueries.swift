import Catalogue
import ColumnStore
import QuerySemantics
import SourceText

/// Random tables and expressions of all types, from a seed.
struct RandomQueries {
  var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(state: seed) }

  /// boolean, number (halves), whole number, year, text, text, date, country, set.
  static let types: [ValueType] = [
    .boolean, .number, .number, .number, .text, .text, .date, .country, .textSet,
  ]

  static var schema: Schema {
    Schema(types.enumerated().map { Field("c\($0)", $1) })
  }

  mutating func cell(_ column: Int) -> Scalar {
    if random.below(5) == 0 { return .missing(random.pick(Missing.allCases)) }
    switch column {
    case 0: return .boolean(random.below(2) == 0)
    case 1: return .number(random.below(20) == 0 ? -0.0 : Double(random.below(400) - 200) / 4)
    case 2: return .number(Double(random.below(7) - 3))
    case 3: return .number(Double(1998 + random.below(14)))
    case 4: return .text(random.pick(["", "a", "b", "ab", "é", "Zz", "a b", "😀"]))
    case 5: return .text(random.pick(["b", "a", "c", "ﬀ", "😀"]))
    case 6: return .date(date())
    case 7: return .entity(Int32(random.below(5)))
    default: return .text(random.pick(["1", "1;92", "92;7", ""]))
    }
  }

  mutating func date() -> PartialDate {
    let (year, month, day) = (2000 + random.below(8), 1 + random.below(12), 1 + random.below(28))
    switch random.below(4) {
    case 0: return PartialDate(year: year) ?? PartialDate(packed: 0)
    case 1: return PartialDate(year: year, month: month) ?? PartialDate(packed: 0)
    default: return PartialDate(year: year, month: month, day: day) ?? PartialDate(packed: 0)
    }
  }

  mutating func rows(_ count: Int) -> [[Scalar]] {
    (0..<count).map { _ in RandomQueries.types.indices.map { cell($0) } }
  }

  /// Whole numbers and years are held in Int32, as files and the store hold them.
  static func table(_ rows: [[Scalar]]) -> Table {
    let columns = types.indices.map { index -> Column in
      let column = Column(type: types[index], scalars: rows.map { $0[index] })
      guard index == 2 || index == 3, case .doubles(let cells) = column.storage else {
        return column
      }
      let whole = cells.buffer.map { $0.isNaN ? Missing(ofNaN: $0).int : Int32($0) }
      return Column(type: .number, storage: .ints(Vector(whole)))
    }
    return Table(schema: schema, columns: columns, rowCount: rows.count)
  }

  mutating func column(_ type: ValueType) -> BoundExpression {
    let candidates = RandomQueries.types.indices.filter { RandomQueries.types[$0] == type }
    return BoundExpression(.column(random.pick(candidates)), type)
  }

  mutating func constant(_ type: ValueType) -> BoundExpression {
    let candidates = RandomQueries.types.indices.filter { RandomQueries.types[$0] == type }
    let scalar = cell(random.pick(candidates))
    return BoundExpression(.constant(scalar == .number(0) ? .number(0) : scalar), type)
  }

  mutating func expression(_ type: ValueType, depth: Int) -> BoundExpression {
    if depth == 0 { return random.below(4) == 0 ? constant(type) : column(type) }
    let choice = random.below(10)
    if choice == 0 { return column(type) }
    if choice == 1, type != .textSet {
      let condition = expression(.boolean, depth: depth - 1)
      return BoundExpression(
        .choose(
          condition, then: expression(type, depth: depth - 1),
          otherwise: expression(type, depth: depth - 1)), type)
    }
    if choice == 2, type != .textSet {
      return BoundExpression(
        .coalesce(expression(type, depth: depth - 1), expression(type, depth: depth - 1)), type)
    }
    switch type {
    case .number: return number(depth - 1)
    case .boolean: return condition(depth - 1)
    case .text: return text(depth - 1)
    case .country, .textSet, .date, .treaty, .measure, .group: return column(type)
    }
  }

  private mutating func number(_ depth: Int) -> BoundExpression {
    func call(_ function: PlainFunction, _ arguments: [BoundExpression]) -> BoundExpression {
      BoundExpression(.call(function, arguments), .number)
    }
    let x = expression(.number, depth: depth)
    switch random.below(11) {
    case 0, 1, 2:
      let operation = random.pick(ArithmeticOperator.allCases)
      return BoundExpression(.arithmetic(operation, x, expression(.number, depth: depth)), .number)
    case 3: return BoundExpression(.negate(x), .number)
    case 4:
      return call(random.pick([.abs, .round, .floor, .ceil, .sqrt, .exp, .log, .log10]), [x])
    case 5:
      let ends = [-2.0, 3].map { BoundExpression(.constant(.number($0)), .number) }
      return call(.clamp, [x] + ends)
    case 6:
      return call(
        random.pick([.rowMean, .rowMin, .rowMax, .rowCount]),
        [x, column(.number), column(.number)])
    case 7: return call(random.pick([.year, .month, .day]), [column(.date)])
    case 8:
      return call(random.pick([.yearsBetween, .daysBetween]), [column(.date), column(.date)])
    case 9: return call(.length, [expression(.text, depth: depth)])
    default:
      let field = random.pick([Lookup.ValueField.value, .year])
      return lookup(.value(measure: Int32(random.below(2)), field), .number)
    }
  }

  private mutating func condition(_ depth: Int) -> BoundExpression {
    let a = expression(.boolean, depth: depth)
    switch random.below(12) {
    case 0: return BoundExpression(.not(a), .boolean)
    case 1, 2: return BoundExpression(.and(a, expression(.boolean, depth: depth)), .boolean)
    case 3: return BoundExpression(.or(a, expression(.boolean, depth: depth)), .boolean)
    case 4:
      let type = random.pick(RandomQueries.types)
      return BoundExpression(.isMissing(expression(type, depth: depth)), .boolean)
    case 5:
      let type = random.pick(RandomQueries.types)
      var scalars: [Scalar] = []
      for _ in 0..<random.below(4) {
        if case .constant(let scalar) = constant(type).kind, case .missing = scalar { continue }
        if case .constant(let scalar) = constant(type).kind {
          if case .missing = scalar { continue }
          scalars.append(scalar)
        }
      }
      return BoundExpression(.oneOf(expression(type, depth: depth), scalars), .boolean)
    case 6:
      let member = random.pick(["1", "92", "7", "x"])
      return BoundExpression(
        .setContains(
          column(.textSet), member: BoundExpression(.constant(.text(member)), .text)), .boolean)
    case 7:
      return BoundExpression(
        .call(.contains, [expression(.text, depth: depth), constantText()]), .boolean)
    case 8: return lookup(.treaty(Int32(random.below(3)), .isParty), .boolean)
    case 9: return lookup(.membership(group: Int32(random.below(4))), .boolean)
    default:
      let type = random.pick([ValueType.number, .text, .date, .country, .boolean])
      let all = ComparisonOperator.allCases
      let operation = random.pick(type == .country ? [.equal, .notEqual] : all)
      return BoundExpression(
        .compare(operation, expression(type, depth: depth), expression(type, depth: 0)), .boolean)
    }
  }

  private mutating func constantText() -> BoundExpression {
    BoundExpression(.constant(.text(random.pick(["a", "b", "", "z"]))), .text)
  }

  private mutating func text(_ depth: Int) -> BoundExpression {
    let x = expression(.text, depth: depth)
    switch random.below(4) {
    case 0: return BoundExpression(.call(random.pick([.lower, .upper]), [x]), .text)
    case 1: return BoundExpression(.call(.concatenate, [x, column(.text)]), .text)
    case 2: return BoundExpression(.call(.name, [column(.country)]), .text)
    default: return lookup(.attribute(.region), .text)
    }
  }

  mutating func lookup(_ kind: Lookup.Kind, _ type: ValueType) -> BoundExpression {
    let base: LookupTime.Base
    switch random.below(5) {
    case 0: base = .unasked
    case 1: base = .day(PartialDate.dayNumber(year: 2000 + random.below(12), month: 7, day: 1))
    case 2: base = .rowDate(6)
    case 3: base = .rowYear(3)
    default:
      let year = BoundExpression(.column(3), .number)
      let back = BoundExpression(.constant(.number(Double(random.below(4)))), .number)
      base = .computed(BoundExpression(.arithmetic(.subtract, year, back), .number))
    }
    let readings: [LookupTime.Reading] = [.exact, .latest(within: nil), .latest(within: 2)]
    let lookup = Lookup(
      kind, subject: BoundExpression(.column(7), .country),
      time: LookupTime(base, random.pick(readings)), basis: random.pick([.deposit, .inForce]))
    return BoundExpression(.lookup(lookup), type)
  }
}

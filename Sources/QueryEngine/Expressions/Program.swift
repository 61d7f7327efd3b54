import ColumnStore
import QuerySemantics

/// An expression made ready for one frame: columns are in place, texts are codes, and whatever
/// needs all rows (lookups, windows, ranks) is already a column. What is left runs by batch.
indirect enum Program: Sendable {
  case stored(Storage)
  case number(Double)
  case code(Int32)
  case flag(UInt8)
  case arithmetic(ArithmeticOperator, Program, Program)
  case negate(Program)
  case compareNumbers(ComparisonOperator, Program, Program)
  case compareNumber(ComparisonOperator, Program, Double)
  case compareCodes(ComparisonOperator, Program, Program)
  case compareCode(ComparisonOperator, Program, Int32)
  case compareDates(ComparisonOperator, Program, Program)
  case compareFlags(ComparisonOperator, Program, Program)
  case not(Program)
  case and(Program, Program)
  case or(Program, Program)
  case isMissing(Program)
  case oneOfNumbers(Program, sorted: [Double])
  /// Yes where `flags[code - first]` is 1; no beyond the table.
  case oneOfCodes(Program, first: Int32, flags: Vector<UInt8>)
  /// The cell of a table at the code; a missing code gives its reason.
  case table(Program, Storage)
  case choose(Program, then: Program, otherwise: Program)
  case coalesce(Program, Program)
  case numberFunction(PlainFunction, Program, [Program])
  case rowStatistic(PlainFunction, [Program])
  case datePart(PlainFunction, Program)
  case datePair(PlainFunction, Program, Program)
  /// Int32 numbers as doubles, where both kinds meet.
  case doubles(Program)
}

/// A program with what its cells are.
struct Prepared: Sendable {
  var program: Program
  var type: ValueType
  var dictionary: TextDictionary?
}

extension Program {
  /// The cells of the rows of a batch.
  func evaluate(_ rows: Range<Int>) -> Storage {
    switch self {
    case .stored(let storage): return storage.slice(rows)
    case .number(let value): return .doubles(Vector(repeating: value, count: rows.count))
    case .code(let value): return .ints(Vector(repeating: value, count: rows.count))
    case .flag(let value): return .flags(Vector(repeating: value, count: rows.count))
    case .arithmetic(let operation, let left, let right):
      let (a, b) = (left.lane(rows), right.lane(rows))
      return .doubles(ArithmeticKernel.run(operation, a, b, count: rows.count))
    case .negate(let operand): return .doubles(ArithmeticKernel.negate(operand.numbers(rows)))
    case .doubles(let operand): return .doubles(operand.numbers(rows))
    case .choose(let condition, let then, let otherwise):
      return ChoiceKernel.choose(
        condition.flags(rows), then.evaluate(rows), otherwise.evaluate(rows))
    case .coalesce(let first, let second):
      return ChoiceKernel.coalesce(first.evaluate(rows), second.evaluate(rows))
    case .table(let code, let table): return TableKernel.run(code.codes(rows), table)
    case .numberFunction(let function, let argument, let others):
      return .doubles(
        NumberFunctionKernel.run(function, argument.numbers(rows), others.map { $0.numbers(rows) }))
    case .rowStatistic(let function, let arguments):
      return .doubles(RowStatisticKernel.run(function, arguments.map { $0.numbers(rows) }))
    case .datePart(let function, let date):
      return .ints(DateKernel.part(function, date.codes(rows)))
    case .datePair(let function, let date, let other):
      return .ints(DatePairKernel.run(function, date.codes(rows), other.evaluate(rows)))
    case .compareNumbers, .compareNumber, .compareCodes, .compareCode, .compareDates,
      .compareFlags, .not, .and, .or, .isMissing, .oneOfNumbers, .oneOfCodes:
      return .flags(condition(rows))
    }
  }

  private func condition(_ rows: Range<Int>) -> Vector<UInt8> {
    switch self {
    case .compareNumbers(let operation, let left, let right):
      return ComparisonKernel.run(operation, left.numbers(rows), right.numbers(rows))
    case .compareNumber(let operation, let left, let constant):
      return compare(operation, left.evaluate(rows), constant)
    case .compareCodes(let operation, let left, let right):
      return ComparisonKernel.run(operation, left.codes(rows), right.codes(rows))
    case .compareCode(let operation, let left, let constant):
      return ComparisonKernel.run(operation, left.codes(rows), constant: constant)
    case .compareDates(let operation, let left, let right):
      return DateKernel.compare(operation, left.codes(rows), right.codes(rows))
    case .compareFlags(let operation, let left, let right):
      return ComparisonKernel.run(operation, left.flags(rows), right.flags(rows))
    case .not(let operand): return FlagKernel.not(operand.flags(rows))
    case .and(let left, let right):
      let first = left.flags(rows)
      return FlagKernel.isAllNo(first) ? first : FlagKernel.and(first, right.flags(rows))
    case .or(let left, let right): return FlagKernel.or(left.flags(rows), right.flags(rows))
    case .isMissing(let operand): return FlagKernel.isMissing(operand.evaluate(rows))
    case .oneOfNumbers(let operand, let sorted):
      return MembershipKernel.run(operand.numbers(rows), sorted)
    case .oneOfCodes(let operand, let first, let flags):
      return MembershipKernel.run(operand.codes(rows), first: first, flags: flags)
    default: return evaluate(rows).asFlags
    }
  }

  /// Whole constants are compared with Int32 cells as they are.
  private func compare(
    _ operation: ComparisonOperator, _ cells: Storage, _ constant: Double
  ) -> Vector<UInt8> {
    if case .ints(let codes) = cells, constant == constant.rounded(), constant.magnitude < 2e9 {
      return ComparisonKernel.run(operation, codes, constant: Int32(constant))
    }
    return ComparisonKernel.run(operation, cells.asNumbers, constant: constant)
  }

  private func lane(_ rows: Range<Int>) -> NumberLane {
    if case .number(let value) = self { return .same(value) }
    return .each(numbers(rows))
  }

  func numbers(_ rows: Range<Int>) -> Vector<Double> { evaluate(rows).asNumbers }

  func codes(_ rows: Range<Int>) -> Vector<Int32> {
    guard case .ints(let cells) = evaluate(rows) else {
      return Vector(repeating: Missing.notApplicable.int, count: rows.count)
    }
    return cells
  }

  func flags(_ rows: Range<Int>) -> Vector<UInt8> {
    switch self {
    case .stored, .flag, .table, .choose, .coalesce: evaluate(rows).asFlags
    default: condition(rows)
    }
  }
}

extension Storage {
  /// The cells of these rows. The slice lives only as long as this storage does.
  func slice(_ rows: Range<Int>) -> Storage {
    // SAFETY: the frame and the program keep the whole column alive while a batch is evaluated,
    // and results of batches are copied out before either is gone.
    switch self {
    case .doubles(let cells):
      return .doubles(Vector(buffer: .init(rebasing: cells.buffer[rows]), owner: nil))
    case .ints(let cells):
      return .ints(Vector(buffer: .init(rebasing: cells.buffer[rows]), owner: nil))
    case .flags(let cells):
      return .flags(Vector(buffer: .init(rebasing: cells.buffer[rows]), owner: nil))
    }
  }

  var asNumbers: Vector<Double> {
    switch self {
    case .doubles(let cells): cells
    case .ints(let cells): QueryEngine.doubles(of: cells)
    case .flags(let cells): QueryEngine.doubles(of: QueryEngine.codes(of: cells))
    }
  }

  var asFlags: Vector<UInt8> {
    switch self {
    case .flags(let cells): cells
    case .ints(let cells): Vector(repeating: Missing.notApplicable.flag, count: cells.count)
    case .doubles(let cells): Vector(repeating: Missing.notApplicable.flag, count: cells.count)
    }
  }
}

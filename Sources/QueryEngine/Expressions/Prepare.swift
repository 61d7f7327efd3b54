import ColumnStore
import QuerySemantics

extension RunContext {
  /// The cells of an expression for every row of a frame. A bare column costs nothing.
  func evaluate(_ expression: BoundExpression, over frame: Frame) throws(EngineError) -> Column {
    if case .column(let index) = expression.kind { return try frame.column(index, self) }
    return try column(of: try prepare(expression, frame), count: frame.rowCount)
  }

  /// Runs a program for all rows, batch by batch.
  func column(of prepared: Prepared, count: Int) throws(EngineError) -> Column {
    let program = prepared.program
    let storage: Storage
    if case .stored(let whole) = program {
      storage = whole
    } else {
      switch program.evaluate(0..<0) {
      case .doubles:
        storage = .doubles(
          try vector(count) { rows, out in copy(program.evaluate(rows).asNumbers, out, rows) })
      case .ints:
        storage = .ints(try vector(count) { rows, out in copy(program.codes(rows), out, rows) })
      case .flags:
        storage = .flags(try vector(count) { rows, out in copy(program.flags(rows), out, rows) })
      }
    }
    let holdsText = prepared.type == .text || prepared.type == .textSet
    return Column(
      type: prepared.type, storage: storage,
      dictionary: holdsText ? prepared.dictionary ?? TextDictionary([]) : nil)
  }

  func prepare(_ expression: BoundExpression, _ frame: Frame) throws(EngineError) -> Prepared {
    let type = expression.type
    switch expression.kind {
    case .column(let index):
      // A column that is read through a table is read so batch by batch, and never made whole.
      if let mapping = frame.mapping(index) {
        let codes = try mapping.codes.cells(self).storage
        return Prepared(
          program: .table(.stored(codes), mapping.table.storage), type: type,
          dictionary: mapping.table.dictionary)
      }
      return Prepared(try frame.column(index, self))
    case .constant(let scalar):
      return constant(scalar, type)
    case .arithmetic(let operation, let left, let right):
      let (a, b) = (try prepare(left, frame), try prepare(right, frame))
      return Prepared(program: .arithmetic(operation, a.program, b.program), type: type)
    case .negate(let operand):
      return Prepared(program: .negate(try prepare(operand, frame).program), type: type)
    case .compare(let operation, let left, let right):
      let program = try prepareComparison(operation, left, right, frame)
      return Prepared(program: program, type: type)
    case .not(let operand):
      return Prepared(program: .not(try prepare(operand, frame).program), type: type)
    case .and(let left, let right):
      let (a, b) = (try prepare(left, frame), try prepare(right, frame))
      return Prepared(program: .and(a.program, b.program), type: type)
    case .or(let left, let right):
      let (a, b) = (try prepare(left, frame), try prepare(right, frame))
      return Prepared(program: .or(a.program, b.program), type: type)
    case .isMissing(let operand):
      return Prepared(program: .isMissing(try prepare(operand, frame).program), type: type)
    case .oneOf(let operand, let scalars):
      let program = prepareOneOf(try prepare(operand, frame), scalars)
      return Prepared(program: program, type: type)
    case .setContains(let set, let member):
      return try prepareSetContains(set, member, frame)
    case .choose(let condition, let then, let otherwise):
      let test = try prepare(condition, frame)
      let (a, b) = unified(try prepare(then, frame), try prepare(otherwise, frame))
      return Prepared(
        program: .choose(test.program, then: a.program, otherwise: b.program), type: type,
        dictionary: a.dictionary)
    case .coalesce(let first, let second):
      let (a, b) = unified(try prepare(first, frame), try prepare(second, frame))
      return Prepared(
        program: .coalesce(a.program, b.program), type: type, dictionary: a.dictionary)
    case .call(let function, let arguments):
      return try prepareCall(function, arguments, type, frame)
    case .lookup(let lookup):
      return Prepared(try evaluate(lookup, type, over: frame))
    case .window(let call):
      return Prepared(try evaluate(call, type, over: frame))
    case .across(let call):
      return Prepared(try evaluate(call, type, over: frame))
    }
  }

  func constant(_ scalar: Scalar, _ type: ValueType) -> Prepared {
    switch scalar {
    case .number(let value): return Prepared(program: .number(value), type: type)
    case .boolean(let value): return Prepared(program: .flag(value ? 1 : 0), type: type)
    case .date(let date): return Prepared(program: .code(date.packed), type: type)
    case .entity(let id): return Prepared(program: .code(id), type: type)
    case .text(let text):
      return Prepared(program: .code(0), type: type, dictionary: TextDictionary([text]))
    case .missing(let reason):
      switch type {
      case .number: return Prepared(program: .number(reason.double), type: type)
      case .boolean: return Prepared(program: .flag(reason.flag), type: type)
      default:
        return Prepared(program: .code(reason.int), type: type, dictionary: TextDictionary([]))
      }
    }
  }

  /// Both sides with one kind of cell and, for texts, one dictionary.
  func unified(_ left: Prepared, _ right: Prepared) -> (Prepared, Prepared) {
    var (left, right) = (left, right)
    if left.type == .number {
      if case .ints = left.program.evaluate(0..<0) { left.program = .doubles(left.program) }
      if case .ints = right.program.evaluate(0..<0) { right.program = .doubles(right.program) }
      return (left, right)
    }
    guard let a = left.dictionary, let b = right.dictionary, a !== b else { return (left, right) }
    let merged = MergedDictionary(a, b)
    left.program = .table(left.program, .ints(Vector(merged.firstCodes)))
    right.program = .table(right.program, .ints(Vector(merged.secondCodes)))
    left.dictionary = merged.dictionary
    right.dictionary = merged.dictionary
    return (left, right)
  }
}

extension Prepared {
  init(_ column: Column) {
    self.init(
      program: .stored(column.storage), type: column.type, dictionary: column.dictionary)
  }
}

/// Two dictionaries as one, with the new code of each old one.
struct MergedDictionary {
  let dictionary: TextDictionary
  let firstCodes: [Int32]
  let secondCodes: [Int32]

  init(_ first: TextDictionary, _ second: TextDictionary) {
    var builder = TextDictionary.Builder()
    firstCodes = first.texts.map { builder.code(for: $0) }
    secondCodes = second.texts.map { builder.code(for: $0) }
    dictionary = builder.finish()
  }
}

@inline(__always)
private func copy<Element: BitwiseCopyable & Sendable>(
  _ cells: Vector<Element>, _ out: UnsafeMutablePointer<Element>, _ rows: Range<Int>
) {
  guard let from = cells.buffer.baseAddress else { return }
  (out + rows.lowerBound).update(from: from, count: rows.count)
}

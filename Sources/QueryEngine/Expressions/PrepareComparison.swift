import ColumnStore
import QuerySemantics

extension RunContext {
  func prepareComparison(
    _ operation: ComparisonOperator, _ left: BoundExpression, _ right: BoundExpression,
    _ frame: Frame
  ) throws(EngineError) -> Program {
    let (a, b) = (try prepare(left, frame), try prepare(right, frame))
    switch left.type {
    case .number:
      if case .constant(.number(let value)) = right.kind {
        return .compareNumber(operation, a.program, value)
      }
      if case .constant(.number(let value)) = left.kind {
        return .compareNumber(operation.mirrored, b.program, value)
      }
      return .compareNumbers(operation, a.program, b.program)
    case .text, .textSet:
      if case .constant(.text(let text)) = right.kind {
        return compareText(operation, a, text)
      }
      if case .constant(.text(let text)) = left.kind {
        return compareText(operation.mirrored, b, text)
      }
      let (first, second) = unified(a, b)
      let ranks = self.ranks.ranks(of: first.dictionary ?? TextDictionary([]))
      return .compareCodes(
        operation, .table(first.program, .ints(ranks)), .table(second.program, .ints(ranks)))
    case .date: return .compareDates(operation, a.program, b.program)
    case .boolean: return .compareFlags(operation, a.program, b.program)
    case .country, .treaty, .measure, .group:
      if case .constant(.entity(let id)) = right.kind {
        return .compareCode(operation, a.program, id)
      }
      if case .constant(.entity(let id)) = left.kind {
        return .compareCode(operation.mirrored, b.program, id)
      }
      return .compareCodes(operation, a.program, b.program)
    }
  }

  /// Finds the text's code once, or which codes come before it.
  private func compareText(
    _ operation: ComparisonOperator, _ operand: Prepared, _ text: String
  ) -> Program {
    let dictionary = operand.dictionary ?? TextDictionary([])
    switch operation {
    case .equal, .notEqual:
      // -1 is no code, so that nothing equals a text that is not there.
      return .compareCode(operation, operand.program, dictionary.code(of: text) ?? -1)
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      let wanted = Array(text.utf8)
      let flags = wanted.withUnsafeBufferPointer { wanted in
        (0..<Int32(dictionary.count)).map { code -> UInt8 in
          operation.holds(compareBytes(dictionary.utf8(code), wanted), 0) ? 1 : 0
        }
      }
      return .table(operand.program, .flags(Vector(flags)))
    }
  }

  func prepareOneOf(_ operand: Prepared, _ scalars: [Scalar]) -> Program {
    switch operand.type {
    case .number:
      var numbers: [Double] = []
      for case .number(let value) in scalars { numbers.append(value) }
      numbers.sort()
      if case .ints = operand.program.evaluate(0..<0) {
        let whole = numbers.compactMap { Int32(exactly: $0) }
        if let program = oneOfCodes(operand.program, whole) { return program }
      }
      return .oneOfNumbers(operand.program, sorted: numbers)
    case .text, .textSet:
      let dictionary = operand.dictionary ?? TextDictionary([])
      var flags = [UInt8](repeating: 0, count: dictionary.count)
      var wanted: Set<[UInt8]> = []
      for case .text(let text) in scalars { wanted.insert(Array(text.utf8)) }
      for code in flags.indices where wanted.contains(Array(dictionary.utf8(Int32(code)))) {
        flags[code] = 1
      }
      return .table(operand.program, .flags(Vector(flags)))
    case .boolean:
      var program: Program = .compareFlags(.notEqual, operand.program, operand.program)
      for case .boolean(let value) in scalars {
        program = .or(
          program, .compareFlags(.equal, operand.program, .flag(value ? 1 : 0)))
      }
      return program
    case .date:
      // The empty disjunction: no, but missing where the date is.
      var program: Program = .compareCode(.equal, operand.program, -1 - Int32.max / 2)
      for case .date(let date) in scalars {
        program = .or(program, .compareDates(.equal, operand.program, .code(date.packed)))
      }
      return program
    case .country, .treaty, .measure, .group:
      var ids: [Int32] = []
      for case .entity(let id) in scalars { ids.append(id) }
      return oneOfCodes(operand.program, ids)
        ?? .oneOfCodes(
          operand.program, first: 0, flags: Vector([]))
    }
  }

  /// Nil where a table over the codes would be too wide.
  private func oneOfCodes(_ operand: Program, _ codes: [Int32]) -> Program? {
    guard let first = codes.min(), let last = codes.max() else {
      return .oneOfCodes(operand, first: 0, flags: Vector([]))
    }
    let width = Int(last) - Int(first) + 1
    guard width <= 1 << 16 else { return nil }
    var flags = [UInt8](repeating: 0, count: width)
    for code in codes { flags[Int(code) - Int(first)] = 1 }
    return .oneOfCodes(operand, first: first, flags: Vector(flags))
  }
}

/// Negative, zero or positive: Unicode scalar order is the order of UTF-8 bytes.
func compareBytes(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Int {
  let count = min(left.count, right.count)
  for index in 0..<count where left[index] != right[index] {
    return left[index] < right[index] ? -1 : 1
  }
  return left.count - right.count
}

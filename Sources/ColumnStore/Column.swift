/// The cells of a column, missing values in band (see `Missing`).
package enum Storage: Sendable {
  case doubles(Vector<Double>)
  /// Codes, packed dates, entities, and numbers that are all whole.
  case ints(Vector<Int32>)
  /// 0 no, 1 yes, above: missing.
  case flags(Vector<UInt8>)

  package var count: Int {
    switch self {
    case .doubles(let vector): vector.count
    case .ints(let vector): vector.count
    case .flags(let vector): vector.count
    }
  }
}

/// A typed column. Immutable; copies share memory.
package struct Column: Sendable {
  package let type: ValueType
  package let storage: Storage
  /// The texts behind the codes of a `text` or `textSet` column, else nil.
  package let dictionary: TextDictionary?

  package init(type: ValueType, storage: Storage, dictionary: TextDictionary? = nil) {
    self.type = type
    self.storage = storage
    self.dictionary = dictionary
    checkInvariants()
  }

  package var count: Int { storage.count }

  /// One cell. For printing and tests; kernels read `storage`.
  package subscript(row: Int) -> Scalar {
    switch storage {
    case .doubles(let vector):
      let value = vector[row]
      return value.isNaN ? .missing(Missing(ofNaN: value)) : .number(value)
    case .flags(let vector):
      if let missing = Missing(ofFlag: vector[row]) { return .missing(missing) }
      return .boolean(vector[row] == 1)
    case .ints(let vector):
      let value = vector[row]
      if let missing = Missing(ofInt: value) { return .missing(missing) }
      switch type {
      case .number: return .number(Double(value))
      case .date: return .date(PartialDate(packed: value))
      case .text, .textSet: return .text(dictionary?[value] ?? "")
      case .country, .treaty, .measure, .group: return .entity(value)
      case .boolean: return .boolean(value != 0)
      }
    }
  }

  /// Builds a column of the type from single cells. For constants, small results and tests.
  package init(type: ValueType, scalars: [Scalar]) {
    switch type {
    case .boolean:
      let flags = scalars.map { scalar -> UInt8 in
        switch scalar {
        case .boolean(let value): value ? 1 : 0
        case .missing(let reason): reason.flag
        default: Missing.noData.flag
        }
      }
      self.init(type: type, storage: .flags(Vector(flags)))
    case .number:
      let numbers = scalars.map { scalar -> Double in
        switch scalar {
        case .number(let value): value
        case .missing(let reason): reason.double
        default: Missing.noData.double
        }
      }
      self.init(type: type, storage: .doubles(Vector(numbers)))
    case .text, .textSet:
      var builder = TextDictionary.Builder()
      let codes = scalars.map { scalar -> Int32 in
        switch scalar {
        case .text(let value): builder.code(for: value)
        case .missing(let reason): reason.int
        default: Missing.noData.int
        }
      }
      self.init(type: type, storage: .ints(Vector(codes)), dictionary: builder.finish())
    case .date, .country, .treaty, .measure, .group:
      let codes = scalars.map { scalar -> Int32 in
        switch scalar {
        case .date(let value): value.packed
        case .entity(let value): value
        case .missing(let reason): reason.int
        default: Missing.noData.int
        }
      }
      self.init(type: type, storage: .ints(Vector(codes)))
    }
  }

  package func checkInvariants() {
    switch storage {
    case .doubles: assert(type == .number, "doubles hold numbers only")
    case .flags: assert(type == .boolean, "flags hold yes/no only")
    case .ints: assert(type != .boolean, "yes/no is held in flags")
    }
    assert((dictionary != nil) == (type == .text || type == .textSet), "texts need a dictionary")
  }
}

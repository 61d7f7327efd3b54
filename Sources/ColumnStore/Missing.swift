/// Why a cell has no value. The four reasons are kept apart everywhere and shown apart.
///
/// Missing values live inside the vectors themselves (NaN payloads, codes at the bottom of
/// `Int32`, flags above one), so that a scan reads one stream of memory and arithmetic carries
/// the reason along by itself.
package enum Missing: UInt8, CaseIterable, Sendable {
  /// The source does not cover this country or time.
  case notCovered = 1
  /// Covered, but there is no value.
  case noData = 2
  /// The country did not exist, the treaty was not open, a territory cannot become a party,
  /// or the arithmetic has no result (a division by zero).
  case notApplicable = 3
  /// The value exists and is not given out.
  case withheld = 4

  package var label: String {
    switch self {
    case .notCovered: "not covered"
    case .noData: "no data"
    case .notApplicable: "not applicable"
    case .withheld: "withheld"
    }
  }

  // MARK: Doubles

  private static let quietNaN: UInt64 = 0x7FF8_0000_0000_0000

  /// The double that stands for this reason.
  @inlinable package var double: Double {
    Double(bitPattern: 0x7FF8_0000_0000_0000 | UInt64(rawValue))
  }

  /// The reason behind a NaN; a NaN made by arithmetic itself is `notApplicable`.
  @inlinable package init(ofNaN value: Double) {
    self = Missing(rawValue: UInt8(value.bitPattern & 7)) ?? .notApplicable
  }

  // MARK: Int32 codes, dates and integers

  /// Codes below this are missing.
  @inlinable package static var firstInt: Int32 { Int32.min + 8 }

  @inlinable package var int: Int32 { Int32.min + Int32(rawValue) }

  @inlinable package init?(ofInt value: Int32) {
    guard value < Missing.firstInt else { return nil }
    self = Missing(rawValue: UInt8(truncatingIfNeeded: value &- Int32.min)) ?? .noData
  }

  // MARK: Flags (0 no, 1 yes, above: missing)

  @inlinable package var flag: UInt8 { 2 + rawValue }

  @inlinable package init?(ofFlag value: UInt8) {
    guard value > 1 else { return nil }
    self = Missing(rawValue: value &- 2) ?? .noData
  }
}

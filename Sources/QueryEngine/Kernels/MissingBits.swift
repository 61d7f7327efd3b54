import ColumnStore

/// The patterns of `Missing` as constants of this module.
///
/// Inner loops are vectorised only if nothing in them is a call, and getters of another module
/// are calls. A test holds these to the originals.
enum MissingBits {
  @inline(__always) static var firstInt: Int32 { Int32.min + 8 }
  @inline(__always) static var noDataInt: Int32 { Int32.min + 2 }
  @inline(__always) static var noData: Double { Double(bitPattern: 0x7FF8_0000_0000_0002) }
  @inline(__always) static var notApplicable: Double { Double(bitPattern: 0x7FF8_0000_0000_0003) }
  @inline(__always) static var noDataReason: UInt8 { 2 }
  @inline(__always) static var notApplicableReason: UInt8 { 3 }
}

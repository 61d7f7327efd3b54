/// The shape of a store file.
///
/// A header of 64 bytes, the table of sections in order of their names, the names, then the
/// sections, each at a multiple of 64 bytes, those that are checked on opening first. Numbers are in the byte order of the machine that
/// wrote it, which the header names: a store is a cache and never leaves its machine.
enum StoreFormat {
  static let magic: [UInt8] = Array("ACCORD\0\0".utf8)
  /// Raised with every change of the shape.
  static let version: UInt32 = 2
  static let byteOrder: UInt32 = 0x0102_0304
  static let headerSize = 64
  static let entrySize = 40
  static let alignment = 64

  /// Places of the header's fields.
  enum Header {
    static let version = 8
    static let byteOrder = 12
    static let fileLength = 16
    static let sectionCount = 24
    static let namesLength = 32
    static let tableSum = 40
    static let headerSum = 56
  }

  /// A row of the section table.
  struct Entry {
    var nameOffset: Int
    var nameLength: Int
    var kind: UInt32
    /// Checked on opening.
    var isEssential: Bool
    var offset: Int
    var length: Int
    var sum: UInt64
  }

  static func aligned(_ offset: Int) -> Int { (offset + alignment - 1) / alignment * alignment }
}

/// What a section can be a run of.
package protocol StoreElement: BitwiseCopyable, Sendable {
  static var storeKind: UInt32 { get }
}

extension UInt8: StoreElement { package static var storeKind: UInt32 { 1 } }
extension Int32: StoreElement { package static var storeKind: UInt32 { 2 } }
extension UInt32: StoreElement { package static var storeKind: UInt32 { 3 } }
extension Double: StoreElement { package static var storeKind: UInt32 { 4 } }
extension UInt64: StoreElement { package static var storeKind: UInt32 { 5 } }

/// Why a store cannot be used. It is a cache: the answer to all of these is to build it again.
package struct StoreError: Error, Hashable, Sendable {
  package enum Problem: Hashable, Sendable {
    case notFound
    case unreadable(reason: String)
    case notAStore
    case otherVersion(found: UInt32, expected: UInt32)
    case otherByteOrder
    case damaged(part: String)
    case noSuchSection(name: String)
    case otherKind(section: String)
  }

  package let file: String
  package let problem: Problem

  package init(_ problem: Problem, file: String) {
    self.problem = problem
    self.file = file
  }

  package var code: String {
    switch problem {
    case .notFound: "store-not-found"
    case .unreadable: "store-unreadable"
    case .notAStore: "store-foreign"
    case .otherVersion: "store-version"
    case .otherByteOrder: "store-byte-order"
    case .damaged: "store-damaged"
    case .noSuchSection: "store-no-section"
    case .otherKind: "store-kind"
    }
  }

  package var message: String {
    switch problem {
    case .notFound: "`\(file)`: no such store"
    case .unreadable(let reason): "`\(file)`: cannot be read: \(reason)"
    case .notAStore: "`\(file)`: not a data store"
    case .otherVersion(let found, let expected):
      "`\(file)`: a data store of version \(found), expected is \(expected)"
    case .otherByteOrder: "`\(file)`: a data store of another kind of machine"
    case .damaged(let part): "`\(file)`: the data store is damaged in \(part)"
    case .noSuchSection(let name): "`\(file)`: the data store has no section `\(name)`"
    case .otherKind(let name): "`\(file)`: section `\(name)` of the data store is of another kind"
    }
  }
}

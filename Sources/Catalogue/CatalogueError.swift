package import ColumnStore

/// Why the catalogue could not be built or read: what is wrong, and where.
package struct CatalogueError: Error, Hashable, Sendable {
  package enum Problem: Hashable, Sendable {
    /// A file of the data package cannot be read.
    case data(DataFileError)
    /// `datapackage.json` is there but not what it should be.
    case badPackage(reason: String)
    case missingTable(role: String)
    /// A cell that should name an entity of the package and names none.
    case unknownReference(column: String, found: String, kind: String)
    case emptyKey(column: String)
    case duplicateKey(key: String)
    /// With the line where the key stands first.
    case duplicateKeyOf(key: String, line: Int)
    case unknownCountry(column: String, found: String, nearest: [String])
    /// A name of an added package that means something already.
    case nameTaken(name: String, what: String, by: String, remedy: String)
    case badValue(column: String, found: String, expected: String)
    /// A column of values that `measures.csv` does not describe.
    case unknownMeasure(name: String)
    case measureTwice(name: String, otherFile: String)
    /// The store's file is not whole: it is taken away, and the next start makes a new one.
    case storeDamaged(StoreError)
    case storeUnreadable(StoreError)
    case cannotWrite(FileWriteError)
  }

  package let file: String
  /// Physical line, from 1, where one row is meant.
  package let line: Int?
  package let problem: Problem

  package init(_ problem: Problem, file: String, line: Int? = nil) {
    self.problem = problem
    self.file = file
    self.line = line
  }

  init(_ error: DataFileError) {
    self.init(.data(error), file: error.file, line: error.line)
  }

  init(_ error: FileWriteError) { self.init(.cannotWrite(error), file: error.file) }

  init(_ error: StoreError) {
    switch error.problem {
    case .notFound, .unreadable: self.init(.storeUnreadable(error), file: error.file)
    default: self.init(.storeDamaged(error), file: error.file)
    }
  }
}

extension CatalogueError {
  package var code: String {
    switch problem {
    case .data(let error): error.code
    case .badPackage: "bad-package"
    case .missingTable: "missing-table"
    case .unknownReference: "unknown-reference"
    case .emptyKey: "empty-key"
    case .duplicateKey, .duplicateKeyOf: "duplicate-key"
    case .unknownCountry: "unknown-country"
    case .nameTaken: "name-taken"
    case .badValue: "bad-value"
    case .unknownMeasure: "unknown-measure"
    case .measureTwice: "measure-twice"
    case .storeDamaged: "store-damaged"
    case .storeUnreadable: "store-unreadable"
    case .cannotWrite(let error): error.code
    }
  }

  /// One sentence with the place, without the code.
  package var message: String {
    switch problem {
    case .data(let error): return error.message
    case .storeDamaged(let error), .storeUnreadable(let error): return error.message
    case .cannotWrite(let error): return error.message
    default: break
    }
    let place = line.map { "`\(file)`, line \($0)" } ?? "`\(file)`"
    return "\(place): \(what)"
  }

  private var what: String {
    switch problem {
    case .badPackage(let reason): reason
    case .missingTable(let role): "the data package has no table with the role `\(role)`"
    case .unknownReference(let column, let found, let kind):
      "column `\(column)`: no \(kind) `\(found)`"
    case .emptyKey(let column): "column `\(column)` is part of the key and may not be empty"
    case .duplicateKey(let key): "the key \(key) is there twice"
    case .duplicateKeyOf(let key, let line): "the key \(key) is there twice, first in line \(line)"
    case .unknownCountry(let column, let found, let nearest):
      "column `\(column)`: no country is called `\(found)`"
        + (nearest.isEmpty ? "" : "; nearest: \(nearest.joined(separator: ", "))")
    case .nameTaken(let name, let what, let by, let remedy):
      "the \(what) `\(name)` cannot be added, since that name is \(by); \(remedy)"
    case .badValue(let column, let found, let expected):
      "column `\(column)`: `\(found)` is not \(expected)"
    case .unknownMeasure(let name): "column `\(name)` is not described as a measure"
    case .measureTwice(let name, let other): "measure `\(name)` is in `\(other)` too"
    case .data, .storeDamaged, .storeUnreadable, .cannotWrite: ""
    }
  }
}

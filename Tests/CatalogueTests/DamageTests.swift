import Catalogue
import ColumnStore
import Foundation
import Testing

@Suite("damage of any kind")
struct DamageTests {
  /// Everything that can be read, as text.
  private func contents(_ catalogue: Catalogue) throws -> String {
    var text = "\(catalogue.edition) \(catalogue.editionDate.text)"
    for kind in EntityKind.allCases {
      for id in 0..<Int32(catalogue.count(of: kind)) { text += catalogue.name(of: kind, id) + " " }
    }
    for name in catalogue.tableNames {
      let table = try #require(catalogue.table(name))
      for index in table.schema.fields.indices {
        let column = try table.column(index)
        for row in 0..<column.count { text += "\(column[row]) " }
      }
    }
    for id in 0..<Int32(catalogue.count(of: .treaty)) {
      let record = try catalogue.record(of: id)
      for country in 0..<Int32(catalogue.count(of: .country)) {
        text += "\(record.reading(country: country, day: nil, basis: .deposit).status) "
      }
    }
    for id in 0..<Int32(catalogue.count(of: .measure)) {
      for value in try catalogue.values(of: id).values.buffer { text += "\(value) " }
    }
    text += "\(catalogue.members(of: 0, day: nil)) \(catalogue.income(of: 0, year: 2001).code)"
    return text + catalogue.search("land", limit: 20).hits.map(\.identifier).joined(separator: " ")
  }

  @Test("a changed byte is found out or changes nothing")
  func changedBytes() throws {
    let folder = TestFolder()
    try SmallPackage().write(to: folder)
    let path = folder.path + "/small.store"
    try CatalogueBuilder.build(from: folder.path, to: path)
    let whole = try contents(Catalogue(store: StoreFile.open(path)))
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    var found = 0
    // 61 is prime to the alignment of sections, so that all places in them are hit.
    for offset in stride(from: 0, to: bytes.count, by: 61) {
      var damaged = bytes
      damaged[offset] ^= UInt8(1 << (offset % 8))
      let copy = folder.path + "/copy.store"
      try damaged.write(to: URL(fileURLWithPath: copy))
      do {
        let read = try contents(Catalogue(store: StoreFile.open(copy)))
        #expect(read == whole, "byte \(offset)")
      } catch {
        #expect(error is CatalogueError || error is StoreError)
        found += 1
      }
    }
    #expect(found > 100)
  }

  @Test("a descriptor cut short is an error, wherever it is cut")
  func cutDescriptor() throws {
    let folder = TestFolder()
    let text = SmallPackage().descriptor
    try SmallPackage().write(to: folder)
    let bytes = Array(text.utf8)
    for count in stride(from: 0, to: bytes.count - 1, by: 7) {
      try Data(bytes[..<count]).write(to: URL(fileURLWithPath: folder.path + "/datapackage.json"))
      let error = #expect(throws: CatalogueError.self) {
        try CatalogueBuilder.build(from: folder.path, to: folder.path + "/x.store")
      }
      #expect(error?.code == "bad-package")
    }
  }
}

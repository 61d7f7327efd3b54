import ColumnStore
import Testing

@Suite struct ColumnBuilderTests {
  @Test func `numbers stay whole until one is not`() {
    let builder = ColumnBuilder(type: .number)
    builder.append(3)
    builder.append(missing: .withheld)
    builder.append(Double(Int32.max))
    #expect(builder.count == 3)
    builder.append(0.5)
    builder.append(.nan)
    let column = builder.finish()
    #expect(cells(column) == ["3.0", "(withheld)", "2147483647.0", "0.5", "(not applicable)"])
    guard case .doubles = column.storage else { return #expect(Bool(false)) }
  }

  @Test func `codes at the bottom of the range and minus zero are not held as whole numbers`() {
    for number in [Double(Int32.min), -0.0, 3e9] {
      let builder = ColumnBuilder(type: .number)
      builder.append(1)
      builder.append(number)
      let column = builder.finish()
      #expect(column[1] == .number(number))
      guard case .doubles = column.storage else { return #expect(Bool(false)) }
    }
  }

  @Test func `every type takes its cells and all reasons of missing`() {
    let date = PartialDate(packed: 400)
    let cases: [(ValueType, Scalar)] = [
      (.boolean, .boolean(true)), (.number, .number(7)), (.text, .text("")),
      (.textSet, .text("a;b")),
      (.date, .date(date)), (.country, .entity(3)), (.treaty, .entity(0)),
    ]
    for (type, scalar) in cases {
      let builder = ColumnBuilder(type: type)
      builder.append(scalar)
      for reason in Missing.allCases { builder.append(missing: reason) }
      builder.append(scalar)
      let column = builder.finish()
      #expect(column[0] == scalar)
      #expect(column[5] == scalar)
      for (row, reason) in Missing.allCases.enumerated() {
        #expect(column[row + 1] == .missing(reason))
      }
    }
  }
}

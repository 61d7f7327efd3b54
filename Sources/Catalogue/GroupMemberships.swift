import ColumnStore

/// Rows of the table `groups`, ordered by group and country.
final class GroupMemberships: Sendable {
  private let groups: Column
  private let countries: Column
  private let from: Column
  private let to: Column

  init(_ reader: StoreReader) throws(StoreError) {
    groups = try reader.store.column("groups/group", type: .group)
    countries = try reader.store.column("groups/country", type: .country)
    from = try reader.store.column("groups/from", type: .date)
    to = try reader.store.column("groups/to", type: .date)
    for count in [countries.count, from.count, to.count] where count != groups.count {
      throw StoreError(.damaged(part: "the members of groups"), file: reader.path)
    }
  }

  /// No members.
  init() {
    groups = Column(type: .group, scalars: [])
    countries = groups
    from = groups
    to = groups
  }

  var count: Int { groups.count }

  func country(_ row: Int) -> Int32 { countries.int(row) }

  func from(_ row: Int) -> DayInterval? { from.date(row).map { DayInterval($0) } }

  func to(_ row: Int) -> DayInterval? { to.date(row).map { DayInterval($0) } }

  func rows(of group: Int32) -> Range<Int> {
    firstRow(0..<count) {
      groups.int($0) >= group
    }..<firstRow(0..<count) {
      groups.int($0) > group
    }
  }

  func rows(of group: Int32, _ country: Int32) -> Range<Int> {
    let rows = rows(of: group)
    return firstRow(rows) {
      countries.int($0) >= country
    }..<firstRow(rows) {
      countries.int($0) > country
    }
  }

  /// By halving; the test is false for the first rows and true for all after them.
  private func firstRow(_ rows: Range<Int>, where isBehind: (Int) -> Bool) -> Int {
    var (low, high) = (rows.lowerBound, rows.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if isBehind(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension Catalogue {
  /// Whether a country belongs to a group at a day: 1, 0 or a missing flag.
  ///
  /// `day` nil asks for the latest list. `isLatest` says that the answer for a day was read from
  /// that list because the dates are not recorded or the day is after the list. A day within the
  /// year in which a country joined or left is no data; one on which it did not exist is not
  /// applicable.
  package func isMember(
    _ country: Int32, of group: Int32, day: Int32?
  ) -> (flag: UInt8, isLatest: Bool) {
    guard lives.indices.contains(Int(country)), group >= 0, Int(group) < groups.count else {
      return (Missing.notCovered.flag, false)
    }
    let rows = memberships.rows(of: group, country)
    guard let day else {
      return (rows.contains { memberships.to($0) == nil } ? 1 : 0, false)
    }
    let life = lives[Int(country)]
    if day < life.first || day > life.last { return (Missing.notApplicable.flag, false) }
    let isAfterList = groups.date("as_of", group).map { day > $0.lastDay } ?? true
    // Where dates are not all recorded, a member that left before the list is not in it.
    if rows.isEmpty { return (0, isAfterList || groups.text("dates", group) != "known") }
    var isOpen = false
    for row in rows {
      let from = memberships.from(row)
      let hasJoined = from.map { $0.hasHappened(by: day) } ?? true
      // The last day of a membership still counts.
      let hasLeft = memberships.to(row).map { $0.hasHappened(by: day - 1) } ?? false
      if hasJoined == true, hasLeft == false { return (1, isAfterList || from == nil) }
      if hasJoined == nil || (hasLeft == nil && hasJoined == true) { isOpen = true }
    }
    if isOpen { return (Missing.noData.flag, false) }
    return (0, isAfterList || rows.contains { memberships.from($0) == nil })
  }

  /// The members at a day (nil: of the latest list), in order of their numbers. Countries of
  /// which it is not known are not among them.
  package func members(of group: Int32, day: Int32?) -> [Int32] {
    var members: [Int32] = []
    for row in memberships.rows(of: group) {
      let country = memberships.country(row)
      if members.last == country { continue }
      if isMember(country, of: group, day: day).flag == 1 { members.append(country) }
    }
    return members
  }
}

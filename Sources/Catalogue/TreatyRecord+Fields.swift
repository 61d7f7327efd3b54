import ColumnStore

extension TreatyRecord {
  /// Any field at a day, in the form of a cell held as `Int32`: a packed date, 0 or 1, a number,
  /// a status, a code of `actionDictionary`, or a missing value.
  ///
  /// A field that the status rules out (the date of consent of a country that is no party) is not
  /// applicable; one that exists and is not in the source is no data.
  package func value(
    _ field: TreatyField, country: Int32, day: Int32?, basis: TreatyBasis
  ) -> Int32 {
    let (code, row) = status(country: country, day: day, basis: basis)
    if field == .reason {
      // Where the status is known, there is no reason to give.
      return Missing(ofInt: code).map { Int32($0.rawValue) - 1 } ?? Missing.notApplicable.int
    }
    if Missing(ofInt: code) != nil {
      // The acts of a party whose entry into force is open are known all the same.
      guard basis == .inForce, field != .isParty, field != .status, row != nil else {
        return code
      }
      return value(field, country: country, day: day, basis: .deposit)
    }
    let status = TreatyStatus(rawValue: code) ?? .none
    switch field {
    case .status: return code
    case .isParty: return status == .party ? 1 : 0
    case .date, .signed, .inForce, .action, .denounced, .reservations, .years, .reason: break
    }
    // Dates of acts do not hang on the basis: a deposit stays one before entry into force.
    let done = basis == .deposit ? (code, row) : self.status(country, day)
    guard let index = done.1 else { return Missing.notApplicable.int }
    return value(field, rows[index], TreatyStatus(rawValue: done.0) ?? .none, day)
  }

  private func status(_ country: Int32, _ day: Int32?) -> (Int32, Int?) {
    status(country: country, day: day, basis: .deposit)
  }

  private func value(
    _ field: TreatyField, _ row: Row, _ status: TreatyStatus, _ day: Int32?
  ) -> Int32 {
    let act = row.place
    let hasConsented = status == .party || status == .denounced
    switch field {
    case .signed:
      if let signed = acts.signed.date(act) { return signed.packed }
      let action = acts.action.text(act)
      let needsNone = action == "accession" || action == "succession"
      return (needsNone ? Missing.notApplicable : .noData).int
    case .reservations:
      return acts.int(acts.reservations, act).map { Int32($0) } ?? Missing.notCovered.int
    case .isParty, .status: return status.rawValue
    case .date, .inForce, .action, .denounced, .years, .reason: break
    }
    guard hasConsented else { return Missing.notApplicable.int }
    switch field {
    case .date: return acts.date.date(act)?.packed ?? Missing.noData.int
    case .inForce: return acts.inForce.date(act)?.packed ?? Missing.noData.int
    case .action: return row.action
    case .denounced:
      guard status == .denounced else { return Missing.notApplicable.int }
      return acts.denounced.date(act)?.packed ?? Missing.noData.int
    case .years:
      guard status == .party else { return Missing.notApplicable.int }
      return years(since: acts.date.date(act), day)
    case .isParty, .status, .signed, .reservations, .reason: return Missing.notApplicable.int
    }
  }

  /// Whole years that have surely passed: of a date known to a year, since its last day.
  private func years(since date: PartialDate?, _ day: Int32?) -> Int32 {
    guard let date, let day = day ?? listDay else { return Missing.noData.int }
    let start = PartialDate.civil(ofDay: date.lastDay)
    let end = PartialDate.civil(ofDay: day)
    let isBeforeAnniversary = (end.month, end.day) < (start.month, start.day)
    return Int32(clamping: max(0, end.year - start.year - (isBeforeAnniversary ? 1 : 0)))
  }
}

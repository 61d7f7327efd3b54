import Catalogue
import ColumnStore
import QuerySemantics

extension RunContext {
  /// A field of a treaty, read once per country and day that occurs.
  func treaty(
    _ treaty: Int32, _ field: TreatyField, _ subjects: Vector<Int32>, _ days: LookupDays,
    _ basis: TreatyBasis
  ) throws(EngineError) -> Column {
    let reader = try reader(of: treaty)
    noteTreaty(treaty, days, basis)
    let cells = try LookupCells(subjects: subjects, days, self)
    let read = { (country: Int32, day: Int32?) throws(EngineError) -> Int32 in
      reader.value(field, country: country, day: day, basis: basis)
    }
    guard field.type == .boolean else {
      let codes = try cells.map(self, read)
      let dictionary: TextDictionary? =
        switch field {
        case .status: TreatyStatus.dictionary
        case .action: reader.actionDictionary
        case .reason: TextDictionary(Missing.allCases.map(\.label))
        default: nil
        }
      return Column(type: field.type, storage: .ints(codes), dictionary: dictionary)
    }
    let flags = try cells.map(
      self,
      flags: { (country, day) throws(EngineError) -> UInt8 in
        RunContext.flag(of: try read(country, day))
      })
    return Column(type: .boolean, storage: .flags(flags))
  }

  /// When the initial report of a party is due, and the first dialogues on its reports.
  func report(
    _ treaty: Int32, _ field: Lookup.ReportField, _ subjects: Vector<Int32>, _ days: LookupDays
  ) throws(EngineError) -> Column {
    let reader = try reader(of: treaty)
    let dates: ReportDates
    do {
      dates = try source.reportDates(of: treaty)
    } catch {
      throw storeFailure(error)
    }
    let cells = try LookupCells(subjects: subjects, days, self)
    let codes = try cells.map(self) { (country, day) throws(EngineError) -> Int32 in
      switch field {
      case .due: reader.firstReportDue(country: country, day: day)
      case .dialogue: dates.first(country: country, by: day)?.packed ?? Missing.noData.int
      case .initialDialogue:
        dates.first(country: country, by: day, on: .initial)?.packed ?? Missing.noData.int
      case .laterDialogue:
        dates.first(country: country, by: day, on: .later)?.packed ?? Missing.noData.int
      }
    }
    return Column(type: .date, storage: .ints(codes))
  }

  private static func flag(of value: Int32) -> UInt8 {
    value < MissingBits.firstInt ? QueryEngine.flag(ofMissing: value) : value == 0 ? 0 : 1
  }

  private func reader(of treaty: Int32) throws(EngineError) -> any TreatyReader {
    do {
      return try source.reader(of: treaty)
    } catch {
      throw storeFailure(error)
    }
  }

  private func noteTreaty(_ treaty: Int32, _ days: LookupDays, _ basis: TreatyBasis) {
    let isInForce = basis == .inForce
    if case .unasked = days {
      note(.treatyAtListDate(treaty: treaty, inForceBasis: isInForce))
    } else {
      note(.treatyAsOf(treaty: treaty, inForceBasis: isInForce))
    }
  }

  /// How many treaties of a basket bind the country, which share, or whether all do.
  ///
  /// `count` counts those known; into `share` enter treaties whose list can say "not a party"
  /// and whose status is known; `all` is no as soon as one is known not to bind.
  func basket(
    _ basket: Int32, _ field: Lookup.BasketField, _ subjects: Vector<Int32>, _ days: LookupDays,
    _ basis: TreatyBasis
  ) throws(EngineError) -> Column {
    var readers: [(reader: any TreatyReader, canDeny: Bool)] = []
    for treaty in source.treaties(of: basket) {
      readers.append((try reader(of: treaty), source.canSayNotParty(treaty)))
      noteTreaty(treaty, days, basis)
    }
    let members = readers
    let cells = try LookupCells(subjects: subjects, days, self)
    func flags(_ country: Int32, _ day: Int32?) -> [UInt8] {
      members.map {
        RunContext.flag(
          of: $0.reader.value(.isParty, country: country, day: day, basis: basis))
      }
    }
    if field == .all {
      let all = try cells.map(
        self,
        flags: { (country, day) throws(EngineError) -> UInt8 in
          let flags = flags(country, day)
          return flags.contains(0) ? 0 : flags.first { $0 > 1 } ?? 1
        })
      return Column(type: .boolean, storage: .flags(all))
    }
    let numbers = try cells.map(
      self,
      numbers: { (country, day) throws(EngineError) -> Double in
        let flags = flags(country, day)
        let reason = flags.first { $0 > 1 }.flatMap { Missing(ofFlag: $0) } ?? .notCovered
        if field == .count {
          let isKnown = flags.contains { $0 <= 1 }
          return isKnown ? Double(flags.count { $0 == 1 }) : reason.double
        }
        let entering = zip(flags, members).filter { $0 <= 1 && $1.canDeny }.map(\.0)
        guard !entering.isEmpty else { return reason.double }
        return Double(entering.count { $0 == 1 }) / Double(entering.count)
      })
    return Column(type: .number, storage: .doubles(numbers))
  }
}

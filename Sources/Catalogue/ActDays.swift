import ColumnStore

/// How well the day of consent is known: `precision` of the table `ratifications`.
package enum ConsentPrecision: String, Sendable, CaseIterable {
  case day, month, year
  case entryIntoForceOnly = "entry_into_force_only"
  case undated
  case signatureOnly = "signature_only"
}

/// What of a treaty its acts are read by.
struct TreatyTerms: Sendable {
  var adopted: PartialDate?
  var inForce: PartialDate?
  var rule: ForceRule?
  /// Last day of the list's date; nil where it has none.
  var listDay: Int32?

  /// The day that stands for "as the list has it".
  var readingDay: Int32 { listDay ?? DayInterval.distantFuture }
}

/// The dates of one spell as the package gives them.
struct ActDates: Sendable {
  var signed: PartialDate?
  var date: PartialDate?
  var precision: ConsentPrecision
  var inForce: PartialDate?
  var denounced: PartialDate?
  var denunciationEffect: PartialDate?
}

/// When one spell of a country in a treaty began and ended: as intervals, so that what a year or
/// a list without days leaves open stays open.
struct ActDays: Sendable {
  enum Stage: Sendable {
    case before, signatory, party, denounced, unknown

    /// As `TreatyStatus`, or no data.
    var code: Int32 {
      switch self {
      case .before: TreatyStatus.none.rawValue
      case .signatory: TreatyStatus.signatory.rawValue
      case .party: TreatyStatus.party.rawValue
      case .denounced: TreatyStatus.denounced.rawValue
      case .unknown: Missing.noData.int
      }
    }
  }

  private let signed: DayInterval?
  /// Nil where there is a signature only.
  let consent: DayInterval?
  /// Ends in the distant future where the entry into force is not known.
  let force: DayInterval?
  let forceIsDerived: Bool
  private let end: DayInterval?
  private let effect: DayInterval?

  init(_ dates: ActDates, _ terms: TreatyTerms) {
    // Nothing of what is listed was done before the treaty was adopted.
    let open = terms.adopted?.firstDay ?? DayInterval.earliestAct
    let listed = terms.readingDay
    end = dates.denounced.map { DayInterval($0) }
    effect = dates.denunciationEffect.map { DayInterval($0) }
    if dates.precision == .signatureOnly {
      signed =
        dates.signed.map { DayInterval($0) }
        ?? DayInterval(earliest: min(open, listed), latest: listed)
      (consent, force, forceIsDerived) = (nil, nil, false)
      return
    }
    signed = dates.signed.map { DayInterval($0) }
    let consent: DayInterval
    if let date = dates.date {
      consent = DayInterval(date)
    } else {
      let latest = dates.inForce?.lastDay ?? listed
      consent = DayInterval(
        earliest: min(max(open, dates.signed?.firstDay ?? open), latest), latest: latest)
    }
    self.consent = consent
    if let inForce = dates.inForce {
      force = DayInterval(inForce)
      forceIsDerived = false
    } else if let rule = terms.rule, let treatyInForce = terms.inForce {
      force = rule.interval(after: consent, treatyInForce: treatyInForce.firstDay)
      forceIsDerived = true
    } else {
      force = DayInterval(
        earliest: consent.earliest, latest: DayInterval.distantFuture + 1)
      forceIsDerived = false
    }
  }

  /// The finest date that holds the entry into force; nil where it is open.
  var inForce: PartialDate? { force?.date }

  func stage(at day: Int32, _ basis: TreatyBasis) -> Stage {
    let start = basis == .deposit ? consent : force
    guard let start else { return signature(at: day) }
    if let ended = basis == .deposit ? end : effect ?? end {
      switch ended.hasHappened(by: day) {
      case true?: return .denounced
      case nil: return .unknown
      case false?: break
      }
    }
    switch start.hasHappened(by: day) {
    case true?: return .party
    case nil: return .unknown
    case false?: return signature(at: day)
    }
  }

  private func signature(at day: Int32) -> Stage {
    guard let signed else { return .before }
    switch signed.hasHappened(by: day) {
    case true?: return .signatory
    case nil: return .unknown
    case false?: return .before
    }
  }
}

package import ColumnStore

/// What a treaty says of a country at a day.
package struct TreatyReading: Sendable {
  package enum Status: Hashable, Sendable {
    case known(TreatyStatus)
    /// Not covered: the list does not cover the country or the day. No data: a date is known to
    /// a year only, or not at all. Not applicable: the country did not exist, the treaty was not
    /// open, or it is a territory without acts.
    case missing(Missing)
  }

  package var status: Status
  /// The acts behind the status; nil for a country without any by the day.
  package var spell: TreatySpell?

  package init(status: Status, spell: TreatySpell?) {
    self.status = status
    self.spell = spell
  }

  /// Nil where not known.
  package var isParty: Bool? {
    switch status {
    case .known(let status): status == .party
    case .missing: nil
    }
  }
}

/// The acts of one country to one treaty, from signing or consent to denunciation.
package struct TreatySpell: Sendable {
  /// 1, and 2 where the country left and came back.
  package var number: Int
  package var signed: PartialDate?
  /// ratification, accession, …; empty for a signature only.
  package var action: String
  /// Consent: deposit, for most treaties.
  package var date: PartialDate?
  package var precision: ConsentPrecision
  /// Given by the depositary, or by the treaty's own rule; nil where neither says.
  package var inForce: PartialDate?
  package var inForceIsDerived: Bool
  /// Notification.
  package var denounced: PartialDate?
  package var denunciationEffect: PartialDate?
  /// Reservations by the country to the treaty; nil where none of the treaty are known.
  package var reservations: Int?
  package var source: String
  package var note: String
  /// What is odd about the given entry into force, and what was done about it.
  package var inForceNote: String
}

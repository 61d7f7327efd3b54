import Catalogue
import ColumnStore
import QuerySemantics

/// The commitments of a country, by system, with their dates and reservations, and its reports.
extension Workbench {
  func addCommitments(to profile: inout Profile, _ id: Int32, _ date: PartialDate?) throws {
    let acts = try OwnActs(catalogue, id, date)
    var systems: [(name: String, rows: [Commitment])] = []
    var all: [Commitment] = []
    for treaty in 0..<Int32(catalogue.count(of: .treaty)) {
      let record = try catalogue.record(of: treaty)
      let reading = record.reading(
        country: id, day: date?.lastDay, basis: options.treatyBasis)
      let commitment = Commitment(
        treaty: treaty, record: record.treaty, reading: reading, acts: acts.text(treaty))
      all.append(commitment)
      let system = record.treaty.system
      if let place = systems.firstIndex(where: { $0.name == system }) {
        systems[place].rows.append(commitment)
      } else {
        systems.append((system, [commitment]))
      }
    }
    let order = ["UN core", "UN other", "ILO"]
    systems.sort {
      (order.firstIndex(of: $0.name) ?? order.count, $0.name)
        < (order.firstIndex(of: $1.name) ?? order.count, $1.name)
    }
    var lines: [String] = []
    for (name, rows) in systems { lines += systemLines(name, rows, isMain: order.contains(name)) }
    profile.sections.append(
      .init(
        title: "Commitments by system", body: .lines(lines),
        data: table(all.filter { !$0.isIdle })))
    let reports = try reportLines(id, date)
    if !reports.isEmpty {
      profile.sections.append(.init(title: "Reports", body: .lines(reports)))
    }
    profile.notes.append(
      "State party means consent deposited and not denounced; a treaty is read at the date of its "
        + "list, which `why TREATY for COUNTRY` tells; in brackets the reservations (R), "
        + "declarations (D) and the articles named")
  }

  /// Party to, not party to, not known; systems of other regions are left out.
  private func systemLines(_ name: String, _ rows: [Commitment], isMain: Bool) -> [String] {
    let parties = rows.filter(\.isParty)
    // What a region's treaties are to others is no news.
    let others = rows.filter {
      $0.isKnown && !$0.isParty && (isMain || !$0.isIdle || !parties.isEmpty)
    }
    let unknown = rows.filter { !$0.isKnown && !$0.isInapplicable }
    guard isMain || !parties.isEmpty || !others.isEmpty else { return [] }
    var line = "\(name). Party to \(parties.count)"
    if !parties.isEmpty { line += ": " + parties.map(\.text).joined(separator: "; ") }
    var rest: [String] = []
    if !others.isEmpty {
      rest.append("Not party: " + others.map(\.text).joined(separator: ", "))
    }
    if !unknown.isEmpty, isMain || !parties.isEmpty {
      rest.append("Not known: " + unknown.map(\.identifier).joined(separator: ", "))
    }
    return [line + "."] + (rest.isEmpty ? [] : ["  " + rest.joined(separator: ". ") + "."])
  }

  private func table(_ rows: [Commitment]) -> Table {
    func date(_ date: PartialDate?) -> Scalar { date.map { .date($0) } ?? .missing(.noData) }
    func column(_ type: ValueType, _ cell: (Commitment) -> Scalar) -> Column {
      Column(type: type, scalars: rows.map(cell))
    }
    let fields = [
      Field("treaty", .treaty), Field("system", .text), Field("status", .text),
      Field("date", .date), Field("in_force", .date), Field("signed", .date),
      Field("denounced", .date), Field("reservations", .text),
    ]
    let columns = [
      column(.treaty) { .entity($0.treaty) }, column(.text) { .text($0.record.system) },
      column(.text) { $0.status }, column(.date) { date($0.reading.spell?.date) },
      column(.date) { date($0.reading.spell?.inForce) },
      column(.date) { date($0.reading.spell?.signed) },
      column(.date) { date($0.reading.spell?.denounced) },
      column(.text) { $0.acts.isEmpty ? .missing(.noData) : .text($0.acts) },
    ]
    return Table(
      schema: Schema(fields, key: ["treaty"]), columns: columns, rowCount: rows.count)
  }

  // MARK: Reports

  private func reportLines(_ id: Int32, _ date: PartialDate?) throws -> [String] {
    var lines: [String] = []
    var initial: [String] = []
    let day = date?.lastDay ?? catalogue.editionDate.lastDay
    for treaty in 0..<Int32(catalogue.count(of: .treaty)) {
      guard let rule = catalogue.reportingRule(of: treaty) else { continue }
      let record = try catalogue.record(of: treaty)
      let name = record.treaty.identifier
      let due = record.dueDates(country: id, asOf: date?.lastDay, through: day)
      let known = try catalogue.reportDates(of: treaty).all(country: id, by: date?.lastDay)
      guard let first = due.first else {
        let next = record.firstReportDue(country: id, day: date?.lastDay)
        if Missing(ofInt: next) == nil {
          initial.append("\(name) \(PartialDate(packed: next).text) (not yet due)")
        }
        continue
      }
      guard !known.isEmpty || name == "ICRMW" else {
        initial.append("\(name) \(first.text)")
        continue
      }
      var line = "\(name) (\(record.treaty.body)): initial report due \(first.text)"
      if let last = due.last, due.count > 1, let cycle = rule.cycleYears {
        line += ", by the rule of \(cycle) years the latest \(last.text)"
      }
      line +=
        known.isEmpty
        ? "; no dialogue known"
        : "; dialogues known: " + known.map(\.text).joined(separator: ", ")
      lines.append(line + ".")
    }
    if !initial.isEmpty {
      lines.append(
        "Initial reports due by the treaties' own rules: " + initial.joined(separator: ", ")
          + ". Dialogues with these committees are not in the data.")
    }
    return lines
  }
}

/// One treaty and one country.
private struct Commitment {
  var treaty: Int32
  var record: Treaty
  var reading: TreatyReading
  /// `R: 20, 30; D`
  var acts: String

  var identifier: String { record.identifier }
  var isParty: Bool { reading.status == .known(.party) }

  var isKnown: Bool {
    if case .known = reading.status { return true }
    return false
  }

  var isInapplicable: Bool { reading.status == .missing(.notApplicable) }

  /// No act, or nothing known of one.
  var isIdle: Bool {
    switch reading.status {
    case .known(.none), .missing: true
    case .known: false
    }
  }

  var status: Scalar {
    switch reading.status {
    case .known(let status): .text(status.label)
    case .missing(let reason): .missing(reason)
    }
  }

  var text: String {
    var text = identifier
    switch reading.status {
    case .known(.party):
      text += reading.spell?.date.map { " \($0.text)" } ?? " (undated)"
      if !acts.isEmpty { text += " (\(acts))" }
    case .known(.signatory): text += reading.spell?.signed.map { " (signed \($0.text))" } ?? ""
    case .known(.denounced):
      text += reading.spell?.denounced.map { " (denounced \($0.text))" } ?? " (denounced)"
    case .known(.none), .missing: break
    }
    return text
  }
}

/// The country's own reservations and declarations by treaty; objections are about others.
private struct OwnActs {
  private var byTreaty: [Int32: [String: [String]]] = [:]

  init(_ catalogue: Catalogue, _ id: Int32, _ date: PartialDate?) throws {
    guard let table = catalogue.table("reservations"),
      let country = table.schema.index(of: "country"),
      let treaty = table.schema.index(of: "treaty"),
      let kind = table.schema.index(of: "kind"), let articles = table.schema.index(of: "articles"),
      let when = table.schema.index(of: "date")
    else { return }
    let columns = try [country, treaty, kind, articles, when].map { try table.column($0) }
    guard case .ints(let countries) = columns[0].storage else { return }
    for row in 0..<table.rowCount where countries[row] == id {
      guard case .entity(let treaty) = columns[1][row], case .text(let kind) = columns[2][row]
      else {
        continue
      }
      if let date, case .date(let made) = columns[4][row], made.firstDay > date.lastDay { continue }
      let letter: String
      switch kind {
      case "objection", "withdrawal": continue
      case "reservation", "exclusion": letter = "R"
      default: letter = "D"
      }
      var named: [String] = []
      if case .text(let text) = columns[3][row] {
        named = text.split(separator: ";").map(String.init)
      }
      byTreaty[treaty, default: [:]][letter, default: []] += named
    }
  }

  func text(_ treaty: Int32) -> String {
    ["R", "D"].compactMap { letter -> String? in
      guard let articles = byTreaty[treaty]?[letter] else { return nil }
      return articles.isEmpty ? letter : "\(letter): \(articles.joined(separator: ", "))"
    }.joined(separator: "; ")
  }
}

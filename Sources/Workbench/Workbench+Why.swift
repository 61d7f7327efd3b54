import Catalogue
import ColumnStore
import QuerySemantics
import QuerySyntax
import SourceText

/// `why`: where a value comes from, or why there is none, in sentences.
extension Workbench {
  func why(
    _ measure: Expression, _ country: Expression?, _ time: Expression?, _ file: SourceFile,
    _ range: SourceRange, _ outcome: inout StatementOutcome
  ) {
    let binder = makeBinder(file)
    let question = binder.bindWhy(measure, country, time)
    outcome.diagnostics += binder.sink.diagnostics
    guard let question else { return }
    do {
      let lines: [String]
      switch question.entity.kind {
      case .measure: lines = try whyMeasure(question)
      case .treaty: lines = try whyTreaty(question.entity.id, question)
      case .basket:
        lines = try catalogue.basket(question.entity.id).treaties.flatMap {
          try whyTreaty($0, question)
        }
      case .group: lines = whyGroup(question)
      case .country: lines = []
      }
      outcome.output = .text(lines.joined(separator: "\n"))
    } catch {
      outcome.diagnostics.append(
        Diagnostic(code: "store-damaged", message: "the data could not be read: \(error)"))
    }
  }

  private func countryName(_ id: Int32) -> String { catalogue.name(of: EntityKind.country, id) }

  private func whyMeasure(_ question: WhyQuestion) throws -> [String] {
    let id = question.entity.id
    let measure = catalogue.measure(id)
    let values = try catalogue.values(of: id)
    let base = Int(question.country) * values.yearCount
    func value(_ year: Int) -> Double? {
      let index = year - values.firstYear
      guard (0..<values.yearCount).contains(index) else { return nil }
      let cell = values.values[base + index]
      return cell.isNaN ? nil : cell
    }
    let known = (values.firstYear..<values.firstYear + values.yearCount).filter { value($0) != nil }
    let who = countryName(question.country)
    let unit = measure.unit.isEmpty ? "" : " " + measure.unit
    var lines: [String] = []
    if let time = question.time {
      let year = time.year
      if let found = value(year) {
        lines.append(
          "\(measure.identifier) of \(who) in \(year) is "
            + "\(plain(.number(found)))\(unit).")
      } else {
        lines.append(
          "\(measure.identifier) of \(who) has no value for \(year): "
            + missingText(measure, question.country, year, values, known))
      }
    } else if let year = known.last, let found = value(year) {
      lines.append(
        "\(measure.identifier) of \(who) is \(plain(.number(found)))\(unit), "
          + "the latest value there is, of \(year).")
    } else {
      lines.append("\(measure.identifier) has no value for \(who) at any time: not covered.")
    }
    if let first = known.first, let last = known.last {
      let count = known.count == last - first + 1 ? "every year" : "\(known.count) years"
      lines.append("It has values for \(who) in \(count) from \(first) to \(last).")
      if let year = question.time?.year, value(year) == nil {
        let before = known.last { $0 < year }
        let after = known.first { $0 > year }
        let near = [before, after].compactMap { $0 }.map {
          "\($0): "
            + "\(plain(.number(value($0) ?? 0)))"
        }
        lines.append("Nearest: " + near.joined(separator: "; ") + ".")
      }
    }
    lines.append(
      measure.name + "." + (measure.code.isEmpty ? "" : " Official code \(measure.code)."))
    for source in catalogue.sources(ofMeasure: id) {
      lines.append("Source: \(sourceLine(source).short). Licence: \(source.licence).")
    }
    return lines
  }

  private func missingText(
    _ measure: Measure, _ country: Int32, _ year: Int, _ values: MeasureValues, _ known: [Int]
  ) -> String {
    let exists = catalogue.existence(of: country)
    let day = PartialDate.dayNumber(year: max(1, min(9999, year)), month: 12, day: 31)
    if day < exists.lowerBound {
      let from = PartialDate(firstDay: exists.lowerBound).text
      return "not applicable, the country has existed since \(from)."
    }
    if day > exists.upperBound {
      let to = PartialDate(firstDay: exists.upperBound).text
      return "not applicable, the country existed until \(to)."
    }
    if known.isEmpty { return "not covered, the source never gives one for this country." }
    if year < measure.firstYear || year > measure.lastYear {
      return "not covered, the source gives \(measure.firstYear) to \(measure.lastYear)."
    }
    return "no data, the source covers the country and gives no value for that year."
  }

  private func whyTreaty(_ id: Int32, _ question: WhyQuestion) throws -> [String] {
    let record = try catalogue.record(of: id)
    let treaty = record.treaty
    let who = countryName(question.country)
    let reading = record.reading(
      country: question.country, day: question.time?.lastDay, basis: options.treatyBasis)
    let when: String
    if let time = question.time {
      when = time.precision == .day ? "at \(time.text)" : "at the end of \(time.text)"
    } else if let date = treaty.coverageAsOf {
      when = "at \(date.text), the date of its list"
    } else {
      when = "by its undated list"
    }
    var lines: [String] = []
    switch reading.status {
    case .known(let status):
      let word: String =
        switch status {
        case .party: "a State party to"
        case .signatory: "a signatory, not a party, of"
        case .none: "not a party to"
        case .denounced: "no longer a party to (denounced)"
        }
      lines.append("\(who) is \(word) \(treaty.identifier) \(when).")
    case .missing(let reason):
      lines.append(
        (reason == .notApplicable
          ? "\(treaty.identifier) does not apply to \(who) \(when): "
          : "Whether \(who) is a party to \(treaty.identifier) \(when) is not known: \(reason.label), ")
          + treatyReason(reason, treaty, question))
    }
    if let spell = reading.spell {
      if let date = spell.signed { lines.append("Signed \(date.text).") }
      if let date = spell.date {
        lines.append("\(capitalised(spell.action)) deposited \(precisely(date)).")
      } else if !spell.action.isEmpty {
        lines.append("\(capitalised(spell.action)); the day is not in the source.")
      }
      if let date = spell.inForce {
        lines.append(
          "In force for it \(date.text)"
            + (spell.inForceIsDerived ? ", derived by the treaty's own rule." : ", as given."))
      }
      if let date = spell.denounced { lines.append("Denounced \(date.text).") }
      if let count = spell.reservations, count > 0 {
        lines.append(count == 1 ? "1 reservation." : "\(count) reservations.")
      }
      if !spell.note.isEmpty { lines.append("The source's note: \(spell.note).") }
    }
    lines.append(
      "\(treaty.title). List: \(treaty.coverage.rawValue)"
        + (treaty.coverageAsOf.map { ", as of \($0.text)." } ?? ", undated."))
    let sources = catalogue.sources(ofTreaty: id).map { sourceLine($0).short }
    if !sources.isEmpty { lines.append("Sources: " + sources.joined(separator: "; ") + ".") }
    return lines
  }

  private func precisely(_ date: PartialDate) -> String {
    date.precision == .day ? date.text : "in \(date.text) (the day is not known)"
  }

  private func capitalised(_ word: String) -> String {
    word.isEmpty ? "Consent" : word.prefix(1).uppercased() + word.dropFirst()
  }

  private func treatyReason(
    _ reason: Missing, _ treaty: Treaty, _ question: WhyQuestion
  ) -> String {
    let country = catalogue.country(question.country)
    switch reason {
    case .notCovered:
      if let list = treaty.coverageAsOf, let time = question.time, time.lastDay > list.lastDay {
        return "the list ends at \(list.text)."
      }
      return "the list is \(treaty.coverage.rawValue) and does not name this country."
    case .notApplicable:
      if let adopted = treaty.adopted, let time = question.time, time.lastDay < adopted.firstDay {
        return "the treaty was adopted \(adopted.text)."
      }
      if country.kind == .territory {
        return "a territory does not become a party in its own "
          + "name."
      }
      let exists = catalogue.existence(of: question.country)
      return "it did not exist then (from \(PartialDate(firstDay: exists.lowerBound).text))."
    case .noData: return "the source does not give the day of the act, so that day cannot be told."
    case .withheld: return "the source withholds it."
    }
  }

  private func whyGroup(_ question: WhyQuestion) -> [String] {
    let group = catalogue.group(question.entity.id)
    let member = catalogue.isMember(
      question.country, of: question.entity.id, day: question.time?.lastDay)
    let word = member.flag == 1 ? "is" : member.flag == 0 ? "is not" : "may or may not be"
    let when = question.time.map { " at \($0.text)" } ?? ""
    var lines = ["\(countryName(question.country)) \(word) a member of \(group.identifier)\(when)."]
    lines.append(
      "\(group.title). Dates of membership: \(group.dates)"
        + (group.asOf.map { ", list of \($0.text)." } ?? "."))
    return lines
  }
}

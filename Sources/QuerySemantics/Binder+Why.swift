package import Catalogue
package import ColumnStore
package import QuerySyntax
import SourceText

/// What `why` asks about, names settled.
package struct WhyQuestion: Sendable {
  /// A measure, treaty, group or basket.
  package var entity: EntityMatch
  package var country: Int32
  /// Nil: no time asked for.
  package var time: PartialDate?
}

extension Binder {
  /// `why MEASURE for COUNTRY at TIME`; the measure may carry a field (`ICRMW.date`) or a time.
  package func bindWhy(
    _ measure: Expression, _ country: Expression?, _ time: Expression?
  ) -> WhyQuestion? {
    guard let country else {
      report(
        .missingPart(verb: "why", part: "`for` and a country", example: "why ICRMW for Mexico"),
        at: measure.range)
      return nil
    }
    let place = constant(country, type: .country, name: "country")
    var date = asOf
    if let time {
      guard let given = constantDate(time, what: "`at`") else { return nil }
      date = given
    }
    guard let entity = whyEntity(measure, &date) else { return nil }
    guard case .entity(let id) = place else { return nil }
    return WhyQuestion(entity: entity, country: id, time: date)
  }

  private func whyEntity(_ expression: Expression, _ date: inout PartialDate?) -> EntityMatch? {
    switch expression.kind {
    case .name(let name):
      let matches = catalogue.matches(name.text, kinds: [.measure, .treaty, .group, .basket])
      if matches.count == 1 { return matches[0] }
      if matches.isEmpty {
        reportUnknown(
          .measure, name.text,
          nearest: Array(
            (catalogue.nearest(to: name.text, kind: .measure, limit: 2)
              + catalogue.nearest(to: name.text, kind: .treaty, limit: 2)).prefix(3)),
          at: name.range)
      } else {
        report(.ambiguousName(name: name.text, readings: matches.map(describe)), at: name.range)
      }
      return nil
    case .member(let base, _), .bracketed(let base): return whyEntity(base, &date)
    case .at(let base, let time):
      switch time {
      case .year(let year): date = PartialDate(year: year)
      case .date(let text): date = PartialDate(text)
      case .name, .expression, .latest: break
      }
      return whyEntity(base, &date)
    default:
      report(
        .typeMismatch(
          what: "`why`", expected: "a measure, treaty or group",
          found: "`\(sourceText(expression.range))`", hint: nil),
        at: expression.range)
      return nil
    }
  }
}

import Catalogue
import ColumnStore
import Workbench

extension LanguageService {
  /// One line on an entity; `via` is the other name under which it was found.
  func describe(_ kind: EntityKind, _ id: Int32, via: String?) -> String {
    let catalogue = workbench.catalogue
    switch kind {
    case .country:
      let country = catalogue.country(id)
      var parts = [country.iso3, text(.subregion, id)].filter { !$0.isEmpty }
      if country.kind != .state { parts.append(country.kind.rawValue) }
      if let via, via != country.iso3, via != country.iso2 { parts.append("also \(via)") }
      return parts.joined(separator: "; ")
    case .treaty:
      let treaty = catalogue.treaty(id)
      let year = treaty.adopted.map { " (\($0.year))" } ?? ""
      return (treaty.shortTitle.isEmpty ? treaty.title : treaty.shortTitle) + year
    case .measure:
      let measure = catalogue.measure(id)
      let years =
        measure.lastYear < measure.firstYear ? "" : "\(measure.firstYear)–\(measure.lastYear)"
      return [measure.name, measure.unit, measure.basis, years].filter { !$0.isEmpty }
        .joined(separator: "; ")
    case .group: return catalogue.group(id).title
    case .basket:
      let basket = catalogue.basket(id)
      return basket.title.isEmpty ? "\(basket.treaties.count) treaties" : basket.title
    }
  }

  func describe(_ field: Field) -> String {
    var parts = [field.isYear ? "year" : field.type.label]
    if let unit = field.unit { parts.append(unit) }
    if field.isClosed { parts.append("closed list") }
    switch field.origin?.entity {
    case .measure(let id)?: parts.append(workbench.catalogue.measure(id).name)
    case .treaty(let id)?: parts.append(workbench.catalogue.treaty(id).shortTitle)
    default: break
    }
    return parts.filter { !$0.isEmpty }.joined(separator: "; ")
  }

  func text(_ attribute: CountryAttribute, _ id: Int32) -> String {
    let column = workbench.catalogue.attribute(attribute)
    guard id >= 0, Int(id) < column.count, case .text(let text) = column[Int(id)] else { return "" }
    return text
  }
}

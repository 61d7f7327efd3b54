package import Catalogue
import ColumnStore
import QuerySemantics

/// The reference pages of the manual, made from the records that binding and help read.
///
/// `Scripts/dev/manual` writes them to `Sources/Manual/reference`; a test compares.
package enum ReferencePage: String, CaseIterable, Sendable {
  case verbs, functions, options, tables, measures, treaties, groups, baskets, errors

  package func text(_ catalogue: Catalogue) -> String {
    let body =
      switch self {
      case .verbs: ReferencePage.verbs()
      case .functions: ReferencePage.functions()
      case .options: ReferencePage.options()
      case .tables: ReferencePage.tables(catalogue)
      case .measures: ReferencePage.measures(catalogue)
      case .treaties: ReferencePage.treaties(catalogue)
      case .groups: ReferencePage.groups(catalogue)
      case .baskets: ReferencePage.baskets(catalogue)
      case .errors: ReferencePage.errors()
      }
    return body + "\nThis page is made by `Scripts/dev/manual`, edition \(catalogue.edition) of "
      + "the data.\n"
  }

  private static func verbs() -> String {
    var out = "# Verbs\n\nEach stands after a `|` and takes the rows before it.\n"
    for record in VerbCatalogue.all {
      out += "\n## \(record.name)\n\n    \(record.usage)\n\n\(sentence(record.summary))\n"
      out += examples(record.examples)
    }
    return out
  }

  private static func functions() -> String {
    var out = "# Functions\n"
    var heads: [String] = []
    for record in FunctionCatalogue.all where !heads.contains(record.category.label) {
      heads.append(record.category.label)
    }
    for head in heads {
      out += "\n## \(capital(head))\n"
      for record in FunctionCatalogue.all where record.category.label == head {
        out += "\n### \(record.name)\n\n    \(record.signature)\n\n\(sentence(record.summary))\n"
        out += examples(record.examples)
      }
    }
    return out
  }

  private static func options() -> String {
    let first = SessionOptions()
    return "# Options\n\n`set OPTION = value` changes one for the session.\n\n"
      + table(
        ["option", "what", "values", "at first"],
        OptionRecord.all.map {
          ["`\($0.name)`", $0.summary, $0.allowed, $0.show(first)]
        })
  }

  private static func tables(_ catalogue: Catalogue) -> String {
    var out =
      "# Tables\n\n`panel Y1..Y2` is a table too: one row per country and year, columns "
      + "`country` and `year`.\n"
    for name in catalogue.tableNames {
      guard let entry = catalogue.table(name) else { continue }
      out += "\n## \(name)\n\n"
      if !entry.schema.key.isEmpty {
        out += "One row per \(entry.schema.key.joined(separator: " × ")). "
      }
      out += "\(entry.rowCount) rows.\n\n"
      out += table(
        ["column", "type", "unit"],
        entry.schema.fields.map {
          ["`\($0.name)`", $0.type.label, $0.unit ?? ""]
        })
    }
    return out
  }

  private static func measures(_ catalogue: Catalogue) -> String {
    var rows: [[String]] = []
    for id in 0..<Int32(catalogue.count(of: .measure)) {
      let measure = catalogue.measure(id)
      rows.append([
        "`\(measure.identifier)`", measure.name, measure.unit, measure.direction.rawValue,
        "\(measure.firstYear)–\(measure.lastYear)", measure.code, measure.licence,
      ])
    }
    return "# Measures\n\nThe official code names the measure too, in backticks. `from measures` "
      + "has more columns.\n\n"
      + table(["measure", "what", "unit", "better", "years", "code", "licence"], rows)
  }

  private static func treaties(_ catalogue: Catalogue) -> String {
    var rows: [[String]] = []
    for id in 0..<Int32(catalogue.count(of: .treaty)) {
      let treaty = catalogue.treaty(id)
      rows.append([
        "`\(treaty.identifier)`", treaty.title, treaty.adopted?.text ?? "",
        treaty.coverage.rawValue, treaty.coverageAsOf?.text ?? "undated",
      ])
    }
    return """
      # Treaties

      `list` says what the list of parties can tell: `complete` and `dated` lists that a country is not a
      party, up to their date; `secondary` lists too, with less certainty; `partial` and `none` never.


      """ + table(["treaty", "title", "adopted", "list", "as of"], rows)
  }

  private static func groups(_ catalogue: Catalogue) -> String {
    var rows: [[String]] = []
    for id in 0..<Int32(catalogue.count(of: .group)) {
      let group = catalogue.group(id)
      rows.append([
        "`\(group.identifier)`", group.title,
        String(catalogue.members(of: id, day: nil).count), group.dates, group.asOf?.text ?? "",
      ])
    }
    return "# Groups\n\n`dates` says whether dates of joining and leaving are known; where they "
      + "are not, the latest list is read.\n\n"
      + table(["group", "title", "members", "dates", "as of"], rows)
  }

  private static func baskets(_ catalogue: Catalogue) -> String {
    var rows: [[String]] = []
    for id in 0..<Int32(catalogue.count(of: .basket)) {
      let basket = catalogue.basket(id)
      let names = basket.treaties.map { catalogue.treaty($0).identifier }
      rows.append(["`\(basket.identifier)`", basket.title, names.joined(separator: ", ")])
    }
    return "# Baskets of treaties\n\nA basket has `.count`, `.share` and `.all`, and stands after "
      + "`commitments` and `treaty in`.\n\n"
      + table(["basket", "title", "treaties"], rows)
  }

  private static func errors() -> String {
    var out =
      "# Error codes\n\nThe code stands in brackets before the message: "
      + "`error[unknown-country]`.\n"
    for page in ErrorPage.all.sorted(by: { $0.code < $1.code }) {
      out += "\n## \(page.code)\n\n\(page.meaning)\n"
      if let example = page.example { out += "\n" + indented(example) }
      out += "\n\(page.remedy)\n"
    }
    return out
  }

  private static func examples(_ examples: [Example]) -> String {
    examples.map { "\n" + indented($0.statement) }.joined()
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n").map { "    \($0)\n" }.joined()
  }

  private static func sentence(_ text: String) -> String { capital(text) + "." }

  private static func capital(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  private static func table(_ heads: [String], _ rows: [[String]]) -> String {
    func line(_ cells: [String]) -> String {
      "| "
        + cells.map {
          $0.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
        }
        .joined(separator: " | ") + " |\n"
    }
    return line(heads) + line(heads.map { _ in "---" }) + rows.map(line).joined()
  }
}

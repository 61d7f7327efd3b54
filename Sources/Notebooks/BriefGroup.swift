import Catalogue
import ColumnStore
import SourceText
package import Workbench

/// The countries that a word of the command line stands for.
package enum BriefGroup {
  package struct Member: Sendable, Equatable {
    package var name: String
    package var iso3: String
  }

  package struct Issue: Error {
    package var message: String
  }

  /// Members of a group, or the countries of a region, subregion or income group, or a list with
  /// commas, in the order of the list of countries; all States for `World`.
  package static func members(
    _ word: String, _ workbench: Workbench
  ) throws(Issue) -> [Member] {
    let query = TableQuery(workbench: workbench, tables: [:])
    let quoted = word.filter { $0 != "`" && $0 != "\"" && $0 != "\\" }
    let list = quoted.split(separator: ",").map { "`\($0.trimmed)`" }.joined(separator: ", ")
    var conditions = quoted.lowercased() == "world" ? ["kind = state"] : ["`\(quoted)`"]
    conditions += ["region", "subregion", "wb_region", "income"].map { "\($0) = \"\(quoted)\"" }
    conditions.append("country in {\(list)}")
    // The first form that can be read and finds somebody is meant.
    for condition in conditions {
      guard let table = try? query.run("from countries | where \(condition) | keep country, iso3"),
        table.rowCount > 0
      else { continue }
      let names = CatalogueNaming(workbench.catalogue)
      return (0..<table.rowCount).compactMap { row in
        guard case .entity(let country) = table.columns[0][row],
          case .text(let iso3) = table.columns[1][row]
        else { return nil }
        return Member(name: names.name(of: country, type: .country), iso3: iso3)
      }
    }
    throw Issue(
      message: "`\(word)` is no group, region or list of countries, and not World; "
        + "from groups | distinct group")
  }
}

package import ColumnStore
import SourceText

/// Texts of a user's data turned into countries: the same for files and for added packages.
package struct CountryRecognition {
  /// Texts that are no country are missing, no data.
  package let column: Column
  /// Distinct texts that are no country, or fit several.
  package let unknown: [String]
  /// Rows that have such a text.
  package let unknownRows: [Int]

  /// Nil where the texts are not names of countries: three of four of the distinct ones must be.
  /// Tables of international bodies have rows for regions and the world among those of countries.
  ///
  /// - Parameters:
  ///   - isForced: the column is said to be one of countries, whatever its texts are.
  ///   - find: the one country that a text names.
  package init?(_ texts: Column, isForced: Bool, find: (String) -> Int32?) {
    guard let dictionary = texts.dictionary, case .ints(let codes) = texts.storage else {
      return nil
    }
    var countries: [Int32] = []
    var unknown: [String] = []
    for text in dictionary.texts {
      let country = find(text)
      countries.append(country ?? Missing.noData.int)
      if country == nil { unknown.append(text) }
    }
    guard !countries.isEmpty, isForced || unknown.count * 4 <= countries.count else { return nil }
    var unknownRows: [Int] = []
    let values = Vector<Int32>(count: codes.count) { out in
      for row in 0..<codes.count {
        let code = codes.buffer[row]
        let country = code < Missing.firstInt ? code : countries[Int(code)]
        if code >= Missing.firstInt, country < Missing.firstInt { unknownRows.append(row) }
        out.initializeElement(at: row, to: country)
      }
    }
    column = Column(type: .country, storage: .ints(values))
    self.unknown = unknown
    self.unknownRows = unknownRows
  }

  /// What became missing, for the notes; nil where nothing did.
  package func note(column: String) -> String? {
    guard !unknown.isEmpty else { return nil }
    let names = unknown.prefix(5).map { "`\($0)`" }.joined(separator: ", ")
    let rest = unknown.count > 5 ? " and \(unknown.count - 5) more" : ""
    let rows = unknownRows.count == 1 ? "1 row" : "\(unknownRows.count) rows"
    return "column `\(column)`: \(rows) without a country, since no country is called "
      + names + rest
  }

  /// Why a column with such a name was left a text, where half of its different texts at least are
  /// countries; nil where it is of something else.
  package static func doubt(
    _ texts: Column, column: String, find: (String) -> Int32?
  ) -> String? {
    guard let dictionary = texts.dictionary else { return nil }
    let unknown = dictionary.texts.filter { find($0) == nil }
    guard !unknown.isEmpty, unknown.count * 2 <= dictionary.texts.count else { return nil }
    let names = unknown.prefix(3).map { "`\($0)`" }.joined(separator: ", ")
    return "column `\(column)` is read as text: of its \(dictionary.texts.count) different texts "
      + "\(unknown.count) \(unknown.count == 1 ? "is" : "are") no country (\(names)"
      + (unknown.count > 3 ? " …" : "")
      + "); `country: {\(FileColumn.written(column))}` behind the file's name reads it as countries"
  }

  package static func isYearName(_ name: String) -> Bool {
    [
      "year", "jahr", "annee", "année", "año", "ano", "anno", "time_period", "time period",
      "timeperiod", "ref_year", "reference year",
    ].contains(name.lowercased())
  }

  /// Whether a column of that name may be one of countries.
  package static func isCountryName(_ name: String) -> Bool {
    let words = NameFolding.fold(name).split { !$0.isLetter && !$0.isNumber }.map(String.init)
    return words.contains { countryWords.contains($0) }
  }

  private static let countryWords: Set<String> = [
    "country", "countries", "iso", "iso2", "iso3", "iso3c", "iso2c", "nation", "state", "pays",
    "land", "pais", "paese", "origin", "destination", "partner", "economy", "countrycode",
    "countryname", "territory", "area", "geo", "geoareaname", "location", "reporter", "counterpart",
    "citizenship", "nationality", "residence", "asylum", "host", "participant",
  ]
}

extension Catalogue {
  /// The one country that a text names; nil where it names none or several.
  package func country(named text: String) -> Int32? {
    for spelling in [text] + CountrySpelling.variants(of: text) {
      let matches = matches(spelling, kinds: [.country])
      if !matches.isEmpty { return matches.count == 1 ? matches[0].id : nil }
    }
    return nil
  }
}

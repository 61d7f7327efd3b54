import SourceText

/// How tables of international bodies shorten or turn round the names of countries, for texts that
/// are no country as they stand.
enum CountrySpelling {
  /// Other spellings of a text, the likelier first: abbreviations written out (`Islamic Rep. of`,
  /// `N. Korea`, `St Kitts & Nevis`), `(the)` left off, the part behind a comma put in front
  /// (`Korea, South`).
  static func variants(of text: String) -> [String] {
    var words = text.split { $0 == " " || $0 == "\u{A0}" }.map(String.init)
    if words.last?.lowercased() == "(the)" { words.removeLast() }
    let whole = words.map(expanded).joined(separator: " ")
    var found = [whole]
    let parts = whole.split(separator: ",", omittingEmptySubsequences: false)
    if parts.count == 2 {
      let behind = parts[1].drop { $0 == " " }
      if !behind.isEmpty { found.append("\(behind) \(parts[0])") }
    }
    return found.filter { $0 != text }
  }

  /// One word with the brackets and commas around it.
  private static func expanded(_ word: String) -> String {
    let start = word.prefix { $0 == "(" }
    let rest = word.dropFirst(start.count)
    let core = rest.prefix { $0.isLetter || $0 == "&" }
    let end = rest.dropFirst(core.count)
    guard let full = abbreviations[core.lowercased()] else { return word }
    return start + full + (end.first == "." ? end.dropFirst() : end)
  }

  private static let abbreviations = [
    "rep": "Republic", "dem": "Democratic", "fed": "Federal", "st": "Saint", "ste": "Sainte",
    "is": "Islands", "isl": "Islands", "isds": "Islands", "terr": "Territory", "eq": "Equatorial",
    "n": "North", "s": "South", "w": "Western", "e": "East", "herz": "Herzegovina", "&": "and",
    "utd": "United", "fr": "French",
  ]
}

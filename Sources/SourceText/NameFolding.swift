/// Makes names comparable: small letters, without the accents of Latin letters, plain apostrophes
/// and spaces.
///
/// Latin-1 and Latin Extended-A are folded by a table; combining marks fall away, so decomposed
/// and composed spellings meet.
package enum NameFolding {
  package static func fold(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 128 }) {
      return String(decoding: text.utf8.map { $0 >= 65 && $0 <= 90 ? $0 | 32 : $0 }, as: UTF8.self)
    }
    var out = String.UnicodeScalarView()
    for scalar in text.lowercased().unicodeScalars {
      switch scalar.value {
      case 0x300...0x36F: continue
      case 0x2018, 0x2019, 0x2BC, 0xB4: out.append("'")
      case 0xA0, 0x202F, 0x2009: out.append(" ")
      case 0x2010...0x2015: out.append("-")
      default:
        if let plain = letters[scalar] {
          out.append(contentsOf: plain.unicodeScalars)
        } else {
          out.append(scalar)
        }
      }
    }
    return String(out)
  }

  private static let letters: [Unicode.Scalar: String] = {
    var table: [Unicode.Scalar: String] = [:]
    let groups = [
      "a": "àáâãäåāăą", "ae": "æ", "c": "çćĉċč", "d": "ďđð", "e": "èéêëēĕėęě", "g": "ĝğġģ",
      "h": "ĥħ", "i": "ìíîïĩīĭįı", "j": "ĵ", "k": "ķ", "l": "ĺļľŀł", "n": "ñńņňŋ",
      "o": "òóôõöøōŏő", "oe": "œ", "r": "ŕŗř", "s": "śŝşšș", "ss": "ß", "t": "ţťŧț", "th": "þ",
      "u": "ùúûüũūŭůűų", "w": "ŵ", "y": "ýÿŷ", "z": "źżž",
    ]
    for (plain, letters) in groups {
      for scalar in letters.unicodeScalars { table[scalar] = plain }
    }
    return table
  }()
}

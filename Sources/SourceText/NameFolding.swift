/// Spellings reduced to what they have in common, for finding names.
package enum NameFolding {
  /// Lower case, without the accents of Latin letters, with plain apostrophes and hyphens.
  ///
  /// Covers Latin letters up to U+024F and Latin Extended Additional (Vietnamese, Welsh, …),
  /// combining accents wherever they stand, and the vowel signs and stretching of Arabic.
  /// Letters that are more than a letter with an accent become what they are usually spelled as:
  /// ß ss, æ ae, œ oe, ø o, đ d, ł l, þ th. Other scripts keep their letters.
  /// - Complexity: O(*n*); text in ASCII is not looked up.
  package static func fold(_ text: String) -> String {
    let lower = text.lowercased()
    if lower.utf8.allSatisfy({ $0 < 0x80 }) { return lower }
    var folded = String.UnicodeScalarView()
    for scalar in lower.unicodeScalars {
      if isMark(scalar) { continue }
      if !scalar.isASCII, let plain = plain[scalar] {
        folded.append(contentsOf: plain.unicodeScalars)
      } else {
        folded.append(scalar)
      }
    }
    return String(folded)
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0300...0x036F, 0x064B...0x065F, 0x0670, 0x0640: true
    default: false
    }
  }

  private static let plain: [Unicode.Scalar: String] = {
    var table: [Unicode.Scalar: String] = [:]
    for (letter, accented) in families {
      for scalar in accented.unicodeScalars { table[scalar] = letter }
    }
    return table
  }()

  /// The lower case letters whose Unicode decomposition is this letter and marks, then those
  /// Unicode does not decompose.
  private static let families: [(letter: String, accented: String)] = [
    ("a", "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ"),
    ("b", "ḃḅḇ"),
    ("c", "çćĉċčḉ"),
    ("d", "ďḋḍḏḑḓ"),
    ("e", "èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ"),
    ("f", "ḟ"),
    ("g", "ĝğġģǧǵḡ"),
    ("h", "ĥȟḣḥḧḩḫẖ"),
    ("i", "ìíîïĩīĭįǐȉȋḭḯỉị"),
    ("j", "ĵǰ"),
    ("k", "ķǩḱḳḵ"),
    ("l", "ĺļľḷḹḻḽ"),
    ("m", "ḿṁṃ"),
    ("n", "ñńņňǹṅṇṉṋ"),
    ("o", "òóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ"),
    ("p", "ṕṗ"),
    ("r", "ŕŗřȑȓṙṛṝṟ"),
    ("s", "śŝşšșṡṣṥṧṩ"),
    ("t", "ţťțṫṭṯṱẗ"),
    ("u", "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự"),
    ("v", "ṽṿ"),
    ("w", "ŵẁẃẅẇẉẘ"),
    ("x", "ẋẍ"),
    ("y", "ýÿŷȳẏẙỳỵỷỹ"),
    ("z", "źżžẑẓẕ"),
    ("ss", "ß"), ("ae", "æǽǣ"), ("oe", "œ"), ("o", "øǿ"), ("d", "đð"), ("l", "łŀ"), ("th", "þ"),
    ("h", "ħ"), ("i", "ı"), ("n", "ŋŉ"), ("t", "ŧ"), ("e", "ə"), ("s", "ſ"),
    ("'", "\u{2018}\u{2019}\u{02BC}\u{02BB}`"), ("-", "\u{2010}\u{2011}\u{2013}"),
    (" ", "\u{00A0}\u{202F}"),
  ]
}

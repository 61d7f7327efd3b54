extension String {
  /// The display columns the text takes.
  ///
  /// A stand-in that knows the large blocks only; `DisplayWidth` of SourceText takes its place.
  var displayWidth: Int {
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return utf8.count }
    return reduce(0) { $0 + $1.displayWidth }
  }

  /// The beginning of the text and the ellipsis, together no wider than `width`.
  func shortened(to width: Int, _ ellipsis: String) -> String {
    guard displayWidth > width else { return self }
    var kept = ""
    var room = width - ellipsis.displayWidth
    for character in self {
      room -= character.displayWidth
      if room < 0 { break }
      kept.append(character)
    }
    return kept + ellipsis
  }
}

extension Character {
  fileprivate var displayWidth: Int {
    guard let scalar = unicodeScalars.first else { return 0 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100..<0x1160, 0x2E80..<0xA4D0, 0xAC00..<0xD7B0, 0xF900..<0xFB00, 0xFE30..<0xFE70,
      0xFF00..<0xFF61, 0xFFE0..<0xFFE7, 0x1F300..<0x1FB00, 0x20000..<0x40000:
      return 2
    default: return 1
    }
  }
}

extension String {
  /// The text on one line and without anything that could steer a terminal: white space is a
  /// space, other control characters and overrides of direction are U+FFFD.
  package var printable: String {
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return self }
    guard unicodeScalars.contains(where: { $0.replacement != nil }) else { return self }
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars { result.append(scalar.replacement ?? scalar) }
    return String(result)
  }
}

extension Unicode.Scalar {
  fileprivate var replacement: Unicode.Scalar? {
    switch value {
    case 0x09...0x0D, 0x85, 0x2028, 0x2029: " "
    case 0..<0x20, 0x7F..<0xA0: "\u{FFFD}"
    // Embeddings, overrides and isolates would run on into the next cell.
    case 0x202A...0x202E, 0x2066...0x2069: "\u{FFFD}"
    default: nil
    }
  }
}

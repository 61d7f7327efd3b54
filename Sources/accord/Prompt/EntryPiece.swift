/// Parts of one entry: a paste may hold statements and commands of the prompt.
enum EntryPiece: Equatable {
  case statements(String)
  /// Name with its dot, and what stands behind it.
  case command(String, String)
  case help(String)

  /// - Parameter isComplete: whether statements end where a text ends; a line inside of one is
  ///   never a command.
  static func pieces(of text: String, isComplete: (String) -> Bool) -> [EntryPiece] {
    guard text.split(separator: "\n").contains(where: isOwn) else {
      return text.trimmed.isEmpty ? [] : [.statements(text)]
    }
    var pieces: [EntryPiece] = []
    var open = ""
    var line = 0
    func close() {
      if !open.trimmed.isEmpty { pieces.append(.statements(open)) }
      // Findings name lines of the whole text.
      open = String(repeating: "\n", count: line)
    }
    for own in text.split(separator: "\n", omittingEmptySubsequences: false) {
      line += 1
      if isOwn(own), open.trimmed.isEmpty || isComplete(open) {
        close()
        pieces.append(piece(String(own).trimmed))
      } else {
        open += own + "\n"
      }
    }
    close()
    return pieces
  }

  /// Whether a line is meant for the prompt itself and not for the language.
  static func isOwn(_ line: Substring) -> Bool {
    let line = line.drop(while: \.isWhitespace)
    if line.hasPrefix("?") { return true }
    if line.first == "." { return line.dropFirst().first?.isLetter ?? false }
    if bareCommands[line.trimmedEnd] != nil { return true }
    guard line.hasPrefix("help") else { return false }
    let rest = line.dropFirst(4)
    // `help = 3` and `help | …` are the language's to judge.
    return rest.allSatisfy(\.isWhitespace)
      || rest.first == " " && !"=|".contains(rest.trimmed.first ?? "=")
  }

  /// Commands that are known without their dot where a line is nothing else.
  private static let bareCommands: [Substring: String] = [
    "quit": ".quit", "exit": ".quit", "set": ".set",
  ]

  private static func piece(_ line: String) -> EntryPiece {
    if let command = bareCommands[line[...]] { return .command(command, "") }
    if line.first == "?" { return .help(String(line.drop { $0 == "?" }).trimmed) }
    if line.first != "." { return .help(String(line.dropFirst(4)).trimmed) }
    let name = line.prefix { !$0.isWhitespace }
    return .command(String(name), String(line.dropFirst(name.count)).trimmed)
  }
}

extension Substring {
  fileprivate var trimmed: Substring { drop(while: \.isWhitespace) }

  fileprivate var trimmedEnd: Substring {
    self[..<(lastIndex { !$0.isWhitespace }.map(index(after:)) ?? startIndex)]
  }
}

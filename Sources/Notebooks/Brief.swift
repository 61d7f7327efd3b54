package import SourceText

/// A brief as written: its text cut into pieces that, put together again, are the file.
package struct Brief: Sendable {
  package let file: SourceFile
  /// A plain script: results stand in it as comments, and it has no prose with values.
  package var isScript = false
  package var front = FrontMatter()
  package var segments: [Segment] = []
  package var blocks: [BriefBlock] = []
  /// What is wrong with the file itself; with an error in it nothing is run.
  package var findings: [Diagnostic] = []

  package struct Segment: Sendable {
    package enum Kind: Sendable, Equatable {
      case frontMatter
      case prose
      /// The fence and what is in it: number in `blocks`.
      case block(Int)
      /// What was stamped under a block (its number), or under none.
      case result(StampedResult, block: Int?)
    }

    package var kind: Kind
    package var range: SourceRange
  }

  package var hasErrors: Bool { findings.contains { $0.severity == .error } }

  /// The result stamped under a block.
  package func stamped(_ block: Int) -> StampedResult? {
    for segment in segments {
      if case .result(let result, block) = segment.kind { return result }
    }
    return nil
  }

  /// The end of line that the file uses.
  var newline: String {
    guard let end = file.utf8.firstIndex(of: 10), end > 0 else { return "\n" }
    return file.utf8[end - 1] == 13 ? "\r\n" : "\n"
  }
}

/// A fenced block of statements.
package struct BriefBlock: Sendable {
  /// Names the result in stamps, in inline values and in later blocks.
  package var identifier: String
  /// False where the author gave none and it is counted.
  package var isNamed: Bool
  package var caption: String
  /// Nothing of it is shown: for definitions and steps in between.
  package var isHidden: Bool
  /// What a class is asked before it sees the result.
  package var guess: String?
  /// The answer to an exercise: neither statements nor result are shown unasked.
  package var isSolution = false
  /// The statements, between the fences.
  package var statements: SourceRange
  /// The line of the opening fence.
  package var fence: SourceRange
}

/// What stands between `<!-- accord result=… -->` and `<!-- accord end -->`.
package struct StampedResult: Sendable, Equatable {
  package var stamp: Stamp
  /// The lines between the two comments, without `\r`.
  package var body: String
}

/// The line over a result that says what it was made from.
package struct Stamp: Sendable, Equatable {
  package var result: String
  package var query: String
  package var data: String
  package var engine: String
  package var rows: Int?
  /// The code of the error that stands here instead of a result.
  package var error: String?

  package init(
    result: String, query: String = "", data: String = "", engine: String = "", rows: Int? = nil,
    error: String? = nil
  ) {
    self.result = result
    self.query = query
    self.data = data
    self.engine = engine
    self.rows = rows
    self.error = error
  }

  package var line: String {
    var parts = ["result=\(result)"]
    if let error {
      parts.append("error=\(error)")
    } else {
      parts += ["query=\(query)", "data=\(data)"]
    }
    parts.append("engine=\(engine)")
    if let rows { parts.append("rows=\(rows)") }
    return "<!-- accord " + parts.joined(separator: " ") + " -->"
  }

  static let end = "<!-- accord end -->"

  /// Reads a line; nil if it is no stamp.
  init?(line: some StringProtocol) {
    let line = line.trimmed
    guard line.hasPrefix("<!-- accord "), line.hasSuffix("-->") else { return nil }
    var fields: [String: String] = [:]
    for part in line.dropFirst(12).dropLast(3).split(separator: " ") {
      guard let sign = part.firstIndex(of: "=") else { return nil }
      fields[String(part[..<sign])] = String(part[part.index(after: sign)...])
    }
    guard let result = fields["result"] else { return nil }
    self.init(
      result: result, query: fields["query"] ?? "", data: fields["data"] ?? "",
      engine: fields["engine"] ?? "", rows: fields["rows"].flatMap(Int.init),
      error: fields["error"])
  }
}

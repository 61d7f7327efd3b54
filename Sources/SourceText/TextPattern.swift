import CPattern

/// A regular expression, compiled once: the syntax of RE2, without back-references and looking
/// around, and in return no pattern that takes longer than in step with the text.
///
/// `.` is any character but the end of a line, `^` and `$` are the ends of the whole text; `\d`,
/// `\w` and `\b` know the letters of ASCII, `\pL` those of all scripts.
package final class TextPattern: Sendable {
  // SAFETY: the pattern is not changed after it is made, and searching it is safe on any thread.
  nonisolated(unsafe) private let pattern: OpaquePointer

  /// Nil where the text is no regular expression, or one that would take more than 8 MB.
  package init?(_ text: String) {
    var text = text
    guard
      let pattern = text.withUTF8({ utf8 in
        utf8.withMemoryRebound(to: CChar.self) { cpt_make($0.baseAddress, $0.count) }
      })
    else { return nil }
    self.pattern = pattern
  }

  deinit { cpt_free(pattern) }

  /// Whether it fits some part of the text.
  ///
  /// - Complexity: O(*n*) in the length of the text.
  package func finds(in text: String) -> Bool {
    var text = text
    return text.withUTF8 { utf8 in
      utf8.withMemoryRebound(to: CChar.self) { cpt_finds(pattern, $0.baseAddress, $0.count) }
    }
  }
}

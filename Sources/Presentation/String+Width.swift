import SourceText

extension String {
  /// The display columns the text takes.
  var displayWidth: Int { DisplayWidth.of(self) }

  /// The beginning of the text and the ellipsis, together no wider than `width`.
  func shortened(to width: Int, _ ellipsis: String) -> String {
    guard displayWidth > width else { return self }
    guard ellipsis != "…" else { return DisplayWidth.truncated(self, to: width) }
    // `DisplayWidth` cuts with a sign one column wide; another takes its place and its room.
    let cut = DisplayWidth.truncated(self, to: max(1, width - ellipsis.utf8.count + 1))
    return cut.dropLast() + ellipsis
  }
}

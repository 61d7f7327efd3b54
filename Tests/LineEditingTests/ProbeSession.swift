import TerminalSupport
import Testing

/// Sessions are driven one after the other: what a key does must be seen within a moment.
@Suite(.serialized) enum SessionTests {}

extension TerminalSession {
  /// The probe, with its settings.
  convenience init(
    columns: Int = 80, height: Int = 24, _ arguments: [String] = [], waits: Bool = true
  ) throws {
    try self.init(
      program: TerminalSession.built("line-editing-probe"), arguments, columns: columns,
      height: height)
    if waits { try waitForPrompt() }
  }
}

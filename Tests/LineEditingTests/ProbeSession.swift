import TerminalSupport
import Testing

/// The probe driven through a terminal of its own.
@Suite enum SessionTests {}

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

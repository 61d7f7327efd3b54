import CEditline

/// Whether ^C was pressed while a statement runs; whoever runs it looks from time to time.
///
/// There is one per process, as there is one terminal. Looking costs a plain load.
package struct Interruption: Sendable {
  private init() {}

  /// From here on SIGINT no longer ends the process.
  package static func watch() -> Interruption {
    cel_watch_interrupts()
    return Interruption()
  }

  package var isSet: Bool { cel_interrupted() }
  package func clear() { cel_set_interrupted(false) }
}

/// The characters of the process.
package enum TerminalLocale {
  /// Takes the locale's characters, C.UTF-8 where they are not UTF-8. Called once, at the start,
  /// by the executable: under any other libedit drops bytes without a word.
  @discardableResult
  package static func useUTF8() -> Bool { cel_use_utf8() }
}

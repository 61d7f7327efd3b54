import CEditline

/// What ends the process when a mapped file is cut short by another program.
package enum LostPages {
  /// From here on a read of pages that are gone ends the process with the message and status 1.
  package static func watch(_ message: StaticString) {
    message.utf8Start.withMemoryRebound(to: CChar.self, capacity: message.utf8CodeUnitCount + 1) {
      // A literal ends with a zero byte and lives as long as the process.
      cel_watch_lost_pages($0)
    }
  }
}

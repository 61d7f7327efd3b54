/// One of the prompt's own commands, for completion.
package struct CommandWord: Sendable {
  /// What stands behind the name.
  package enum Argument: Sendable, Equatable {
    case nothing, topic, file, folder, setting, result
    case words([String])
  }

  /// With its dot: `.tables`.
  package var name: String
  package var summary: String
  package var argument: Argument

  package init(_ name: String, _ summary: String, _ argument: Argument = .nothing) {
    self.name = name
    self.summary = summary
    self.argument = argument
  }
}

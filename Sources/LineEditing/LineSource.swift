import CEditline

/// Where statements come from: a person at a terminal, a pipe, or a test.
package protocol LineSource: AnyObject {
  /// Waits for the next entry.
  func next() -> LineInput
}

package enum LineInput: Hashable, Sendable {
  /// Several lines are one entry if they belong together; no line feed at the end.
  case entry(String)
  /// The text was given up with ^C.
  case interrupted
  case end
}

/// Entries of a file or pipe, lines that belong together taken together.
///
/// With prompts it also serves terminals that cannot move their cursor; the system edits there.
package final class PipeSource: LineSource {
  package struct Prompts: Hashable, Sendable {
    package let first: String
    package let second: String

    package init(first: String, second: String) {
      self.first = first
      self.second = second
    }
  }

  private let descriptor: Int32
  private let prompts: Prompts?
  private let promptDescriptor: Int32
  private let service: (any LineService)?
  private var pending: [UInt8] = []
  private var isAtEnd = false

  package init(
    descriptor: Int32 = 0, service: (any LineService)? = nil, prompts: Prompts? = nil,
    promptDescriptor: Int32 = 1
  ) {
    self.descriptor = descriptor
    self.service = service
    self.prompts = prompts
    self.promptDescriptor = promptDescriptor
  }

  package func next() -> LineInput {
    var entry = ""
    cel_set_interrupted(false)
    if let prompts { Terminal.write(prompts.first, to: promptDescriptor) }
    while let line = nextLine() {
      entry += line
      guard let service, case .incomplete = service.completeness(of: entry) else {
        return .entry(entry)
      }
      entry += "\n"
      if let prompts { Terminal.write(prompts.second, to: promptDescriptor) }
    }
    if cel_interrupted(), prompts != nil {
      cel_set_interrupted(false)
      Terminal.write("\n", to: promptDescriptor)
      return .interrupted
    }
    while entry.last == "\n" { entry.removeLast() }
    // What is open at the end of the input is reported by who runs it.
    return entry.isEmpty ? .end : .entry(entry)
  }

  private func nextLine() -> String? {
    var searched = 0
    while true {
      if let feed = pending[searched...].firstIndex(of: 10) {
        defer { pending.removeSubrange(...feed) }
        let line = pending[..<feed]
        return String(decoding: line.last == 13 ? line.dropLast() : line, as: UTF8.self)
      }
      searched = pending.count
      if isAtEnd {
        defer { pending = [] }
        return pending.isEmpty ? nil : String(decoding: pending, as: UTF8.self)
      }
      // Waiting apart from reading lets ^C through, which would not end the reading itself.
      if prompts != nil, cel_wait(descriptor, -1) != 1 {
        if cel_interrupted() { return nil }
        continue
      }
      guard let new = Terminal.read(descriptor, atMost: 65_536) else { continue }
      // At a terminal more may be typed after ^D, but not for this session.
      isAtEnd = new.isEmpty
      pending += new
    }
  }
}

/// Entries that are known beforehand.
package final class ScriptSource: LineSource {
  private var inputs: ArraySlice<LineInput>

  package init(_ inputs: [LineInput]) { self.inputs = inputs[...] }
  package convenience init(entries: [String]) { self.init(entries.map(LineInput.entry)) }

  package func next() -> LineInput { inputs.popFirst() ?? .end }
}

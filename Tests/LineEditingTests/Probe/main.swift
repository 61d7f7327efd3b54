import LineEditing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

// A prompt with a handful of words, for the tests to drive in a terminal. Its settings are
// arguments of the form name=value, so that a test says all of them.
var settings: [String: String] = [:]
for argument in CommandLine.arguments.dropFirst() {
  let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
  settings[parts[0]] = parts.count > 1 ? parts[1] : ""
}
/// Past the C library, whose buffer would be lost with a process that is killed.
func say(_ text: String) {
  var line = text + "\n"
  line.withUTF8 { _ = write(1, $0.baseAddress, $0.count) }
}
TerminalLocale.useUTF8()
let service = ToyService()
let history = History(path: settings["history"], limit: Int(settings["limit"] ?? "") ?? 100_000)
var editing = LineEditor.Settings()
editing.prompt = settings["prompt"] ?? "accord> "
editing.program = "accord"
editing.keys = settings["keys"] == "vi" ? .vi : nil
editing.editrcPath = settings["editrc"]
editing.theme = settings["colour"] == "no" ? .plain : .colours
let isDumb = settings["dumb"] != nil
let source: any LineSource =
  LineEditor(service: service, history: history, settings: editing, isDumb: isDumb)
  ?? PipeSource(
    service: service, prompts: isDumb ? .init(first: editing.prompt, second: "... ") : nil)
let interruption = Interruption.watch()

func shown(_ text: String) -> String {
  var out = ""
  for character in text { out += character == "\n" ? "⏎" : String(character) }
  return out
}

while true {
  switch source.next() {
  case .end:
    say("bye")
    exit(0)
  case .interrupted: continue
  case .entry(let text):
    if let failure = (source as? LineEditor)?.historyFailure { say("history: \(failure.text)") }
    switch text {
    case "quit": exit(0)
    case "crash":
      kill(getpid(), SIGSEGV)
    case "edit": (source as? LineEditor)?.draft = "from (\nan editor)"
    case "fault":
      // What a bug would do.
      let numbers = [1]
      say("\(numbers[CommandLine.arguments.count + 7])")
    case "wait":
      var progress = ProgressLine()
      for step in 0..<40 {
        if interruption.isSet { break }
        progress.update("step \(step) of 40")
        usleep(50_000)
      }
      progress.wipe()
      say(interruption.isSet ? "stopped" : "waited")
      interruption.clear()
    case "pages":
      var pager = Pager(input: (source as? LineEditor)?.input)
      pager.command = settings["pager"]
      let lines = (1...100).map { "line \($0) " + String(repeating: "x", count: $0) }
      pager.show(lines, heads: ["head"])
    case "short":
      Pager(input: (source as? LineEditor)?.input).show(["one", "two"], heads: ["head"])
    case _ where text.utf8.count > 400: say("got[\(text.utf8.count) bytes]")
    default: say("got[\(shown(text))]")
    }
  }
}

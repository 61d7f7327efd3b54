import TestSupport
import Testing

/// Golden sessions: lines `> input`, below each the exact output at 80 columns. A file runs in one
/// session; `| file: NAME` heads are not needed since files stand beside the sessions.
/// Those in `packages/` have the fictional package of `Tests/Data` added.
struct Transcript: CustomStringConvertible, Sendable {
  static let folder = Project.root + "/Tests/Transcripts"
  static let all = Project.files(in: folder, ending: ".session").map(Transcript.init)

  let name: String

  var description: String { name }

  /// The session with its outputs as they are now.
  func replayed(_ text: String) throws -> String {
    let session = try TestSession(
      files: Project.root + "/Tests/Data", hasPackage: name.hasPrefix("packages/"))
    var out = ""
    var input = ""
    var isFirst = true
    func flush() {
      guard !input.isEmpty else { return }
      out += input.split(separator: "\n").map { "> \($0)\n" }.joined()
      out += session.run(input)
      input = ""
      isFirst = false
    }
    var inComment = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("> ") {
        if input.isEmpty, !isFirst, !inComment { out += "\n" }
        inComment = false
        input += line.dropFirst(2) + "\n"
      } else {
        flush()
        if line.hasPrefix("## ") {
          out += (out.isEmpty ? "" : "\n") + line + "\n"
          inComment = true
        }
      }
    }
    flush()
    return out
  }
}

@Suite struct TranscriptTests {
  @Test("a session prints what it printed", arguments: Transcript.all)
  func replays(_ transcript: Transcript) throws {
    let path = Transcript.folder + "/" + transcript.name
    let text = try #require(Project.read(path))
    let replayed = try transcript.replayed(text)
    if Project.updatesGoldens {
      Project.write(replayed, to: path)
    } else {
      #expect(
        replayed == text,
        "\(transcript.name) differs; look at the change, then UPDATE_GOLDENS=1")
    }
  }

  @Test("there are sessions to replay")
  func hasSessions() { #expect(Transcript.all.count >= 10) }
}

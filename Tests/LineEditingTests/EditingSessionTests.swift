import TerminalSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension SessionTests {
  /// Whole sessions, compared as what a person would see.
  @Suite struct EditingSessionTests {
    @Test(arguments: [80, 20])
    func `an entry runs with Enter and the next prompt follows`(columns: Int) throws {
      let session = try TerminalSession(columns: columns)
      session.type("filter 12\r")
      #expect(session.screen.rows == ["accord> filter 12", "got[filter 12]", "accord>"])
      #expect(session.screen.column == 8)
      #expect(session.screen.unknown == [])
    }

    @Test func `words are coloured while they are typed`() throws {
      let session = try TerminalSession()
      session.type("filte")
      #expect(session.screen.style(of: "filte", inRow: 0) == "")
      session.type("r 12 x")
      #expect(session.screen.style(of: "filter", inRow: 0) == "1;34")
      #expect(session.screen.style(of: "12", inRow: 0) == "35")
      #expect(session.screen.style(of: "x", inRow: 0) == "")
    }

    @Test func `without colours nothing is coloured and nothing suggested`() throws {
      let file = ScratchFile()
      file.text = "filter 12\n"
      let session = try TerminalSession(["colour=no", "history=\(file.path)"])
      session.type("filter")
      #expect(session.screen.rows == ["accord> filter"])
      #expect(session.screen.style(of: "filter", inRow: 0) == "")
    }

    @Test func `text goes on over the end of the row and back`() throws {
      let session = try TerminalSession(columns: 20)
      session.type("abcdefghijkl")
      #expect(session.screen.rows == ["accord> abcdefghijkl"])
      #expect((session.screen.row, session.screen.column) == (1, 0))
      session.type("mnop")
      #expect(session.screen.rows == ["accord> abcdefghijkl", "mnop"])
      session.type("\u{1}")
      #expect((session.screen.row, session.screen.column) == (0, 8))
      session.type("12 ")
      #expect(session.screen.rows == ["accord> 12 abcdefghi", "jklmnop"])
      session.type("\u{5}" + String(repeating: "\u{7f}", count: 8))
      #expect(session.screen.rows == ["accord> 12 abcdefgh"])
    }

    @Test(arguments: [80, 20])
    func `Arabic, Chinese and marks keep their cells`(columns: Int) throws {
      let session = try TerminalSession(columns: columns)
      session.type("cafe\u{301} مُهاجِر 中国移民")
      #expect(
        session.screen.rows.joined()
          == (columns == 80
            ? "accord> cafe\u{301} مُهاجِر 中国移民" : "accord> cafe\u{301} مُهاجِر中国移民"))
      // Left goes over a letter with its marks at once.
      session.type("\u{1b}[D\u{1b}[D\u{1b}[D\u{1b}[D\u{1b}[D\u{1b}[D")
      let place = session.screen.column
      session.type("\u{1b}[D")
      #expect(session.screen.column == place - 1)
      session.type("\u{5}\r")
      #expect(session.screen.rows.joined().contains("中国移民]"))
      #expect(session.screen.unknown == [])
    }

    @Test func `a wide character that does not fit starts the next row`() throws {
      let session = try TerminalSession(columns: 20)
      session.type("abcdefghijk中国")
      #expect(session.screen.rows == ["accord> abcdefghijk", "中国"])
      session.type("\u{7f}\u{7f}")
      #expect(session.screen.rows == ["accord> abcdefghijk"])
    }

    @Test func `what is open goes on in a line that names it`() throws {
      let session = try TerminalSession()
      session.type("sum(\r12\r)")
      #expect(session.screen.rows == ["accord> sum(", " in ( … 12", " in ( … )"])
      // One editable text: the arrows go through its lines.
      session.type("\u{1b}[A\u{1b}[A34 \u{1b}[B\u{5}")
      #expect(session.screen.rows == ["accord> s34 um(", " in ( … 12", " in ( … )"])
      session.type("\r")
      #expect(session.screen.rows.suffix(2) == ["got[s34 um(⏎12⏎)]", "accord>"])
    }

    @Test func `two empty lines run what is open all the same`() throws {
      let session = try TerminalSession()
      session.type("sum(\r\r\r")
      #expect(session.screen.rows.suffix(2) == ["got[sum(]", "accord>"])
    }

    @Test func `Enter with Alt starts a line in a complete text`() throws {
      let session = try TerminalSession()
      session.type("one\u{1b}\rtwo\r")
      #expect(session.screen.rows == ["accord> one", "      … two", "got[one⏎two]", "accord>"])
    }

    @Test func `a process that was stopped takes the terminal again`() throws {
      let session = try TerminalSession()
      session.type("one")
      session.signal(SIGSTOP)
      session.settle()
      session.signal(SIGCONT)
      session.settle()
      session.type(" two\r")
      #expect(session.screen.rows.suffix(2) == ["got[one two]", "accord>"])
      #expect(session.screen.unknown == [])
    }

    @Test func `deleting takes a letter with its marks`() throws {
      let session = try TerminalSession()
      session.type("xe\u{301}\u{7f}y\r")
      #expect(session.screen.rows == ["accord> xy", "got[xy]", "accord>"])
    }

    @Test func `interrupting gives up the text and stays`() throws {
      let session = try TerminalSession()
      session.type("sum(\rabc\u{3}")
      #expect(session.screen.rows == ["accord> sum(", " in ( … abc^C", "accord>"])
      session.type("x\r")
      #expect(session.screen.rows.suffix(2) == ["got[x]", "accord>"])
    }

    @Test func `the end of input on an empty line ends, elsewhere deletes`() throws {
      let session = try TerminalSession()
      session.type("ab\u{1}\u{4}")
      #expect(session.screen.rows == ["accord> b"])
      session.type("\u{4}\u{4}")
      #expect(session.end() == 0)
      #expect(session.screen.rows == ["accord>", "bye"])
      #expect(session.isCooked)
    }

    @Test func `clearing the screen keeps the text`() throws {
      let session = try TerminalSession()
      session.type("one\rtwo\u{c}")
      #expect(session.screen.rows == ["accord> two"])
      #expect((session.screen.row, session.screen.column) == (0, 11))
    }

    @Test func `cutting, inserting and undoing`() throws {
      let session = try TerminalSession()
      session.type("one two three\u{17}")
      #expect(session.screen.rows == ["accord> one two"])
      session.type("\u{1}\u{19}")
      #expect(session.screen.rows == ["accord> threeone two"])
      session.type("\u{1f}")
      #expect(session.screen.rows == ["accord> one two"])
      session.type("\u{1f}")
      #expect(session.screen.rows == ["accord> one two three"])
      session.type("\u{1}\u{1b}f\u{b}")
      #expect(session.screen.rows == ["accord> one"])
    }

    @Test func `keys of vi`() throws {
      let session = try TerminalSession(["keys=vi"])
      session.type("one two")
      session.settle(milliseconds: 100)
      session.send("\u{1b}")
      session.settle(milliseconds: 150)
      session.type("0dwx")
      #expect(session.screen.rows == ["accord> wo"])
      session.type("Aend\r")
      #expect(session.screen.rows.suffix(2) == ["got[woend]", "accord>"])
      session.type("x")
      session.send("\u{1b}")
      session.settle(milliseconds: 150)
      session.type("xk")
      #expect(session.screen.rows.last == "accord> woend")
    }

    @Test func `the file of keys is followed`() throws {
      let file = ScratchFile()
      file.text = "bind -v\nother:bind ^B ed-delete-prev-char\naccord:bind ^T ed-move-to-beg\n"
      let session = try TerminalSession(["editrc=\(file.path)"])
      session.type("one\u{14}x")
      #expect(session.screen.rows == ["accord> xone"])
      session.send("\u{1b}")
      session.settle(milliseconds: 150)
      session.type("$x")
      #expect(session.screen.rows == ["accord> xon"])
    }

    @Test func `a new size of the window is followed`() throws {
      let session = try TerminalSession(columns: 80)
      session.type("one\rabcdefghijklmnopqrstuvwxyz")
      session.resize(columns: 100, height: 30)
      #expect(session.screen.rows.last == "accord> abcdefghijklmnopqrstuvwxyz")
      session.type("!")
      #expect(session.screen.rows.last == "accord> abcdefghijklmnopqrstuvwxyz!")
      session.type("\r")
      #expect(session.screen.rows.last == "accord>")
    }

    @Test func `a text taller than the screen shows the part around the cursor`() throws {
      let session = try TerminalSession(columns: 40, height: 6)
      session.type("(" + (1...12).map { "l\($0)" }.joined(separator: "\r"))
      #expect(session.screen.rows.last == " in ( … l12")
      #expect(session.screen.rows.count == 6)
      session.type(String(repeating: "\u{1b}[A", count: 11))
      #expect(session.screen.rows.first == "accord> (l1")
      session.type("\u{1b}>)\r")
      #expect(session.screen.rows.last == "accord>")
    }
  }
}

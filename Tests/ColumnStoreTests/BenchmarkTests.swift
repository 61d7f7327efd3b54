import ColumnStore
import Testing

/// Figures, not checks: `BENCH_CSV=file swift test -c release --filter Benchmark`.
@Suite(.enabled(if: environment("BENCH_CSV") != nil))
struct BenchmarkTests {
  @Test func `reading a delimited file`() throws {
    let path = environment("BENCH_CSV") ?? ""
    for threads in [1, 2] {
      var times: [Double] = []
      var opening: [Double] = []
      var rows = 0
      for _ in 0..<7 {
        var options = DelimitedOptions()
        options.means.threads = threads
        var file: DelimitedFile?
        opening.append(
          try milliseconds { file = try DelimitedFile.open(path: path, options: options) })
        times.append(try milliseconds { rows = try file?.read().table.rowCount ?? 0 })
      }
      print(
        "threads \(threads): rows \(rows), open \(opening.min() ?? 0) ms, "
          + "read best \(times.min() ?? 0) ms, median \(times.sorted()[3]) ms")
    }
  }

  @Test func `writing, and reading JSON`() throws {
    let folder = TestFolder()
    let table = try DelimitedFile.open(path: environment("BENCH_CSV") ?? "").read().table
    var count = 0
    var time = milliseconds { DelimitedWriter().write(table) { count += $0.count } }
    print("csv written: \(count) bytes in \(time) ms")
    let path = folder.path + "/a.jsonl"
    time = try milliseconds {
      try AtomicFile.write(path: path) { (sink: AtomicFile.Sink) throws(FileWriteError) in
        try JSONWriter(.lines).write(table, to: sink)
      }
    }
    print("JSON lines written in \(time) ms")
    time = try milliseconds { count = try JSONFile.read(path: path).table.rowCount }
    print("JSON lines read: \(count) rows in \(time) ms")
  }

  @Test func `a wide file`() throws {
    let folder = TestFolder()
    let row = (0..<20_000).map { "\($0)" }.joined(separator: ",") + "\n"
    let path = folder.file(
      "w.csv", "c" + row.replacing(",", with: ",c") + String(repeating: row, count: 200))
    let opening = try milliseconds { _ = try DelimitedFile.open(path: path) }
    let time = try milliseconds { _ = try DelimitedFile.open(path: path).read() }
    print("20,000 columns, 200 rows: opened in \(opening) ms, opened and read in \(time) ms")
  }
}

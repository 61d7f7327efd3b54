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
        options.threads = threads
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
}

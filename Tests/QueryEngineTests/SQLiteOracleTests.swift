import ColumnStore
import Glibc
import QueryEngine
import QuerySemantics
import SourceText
import Testing

/// Groups, sorts, joins and distinct rows as `sqlite3` gives them on the same random tables.
@Suite("Agrees with SQLite", .enabled(if: SQLite.isThere))
struct SQLiteOracleTests {
  @Test("group, sort, distinct and join", arguments: UInt64(1)...20)
  func agrees(seed: UInt64) throws {
    var random = SeededGenerator(state: seed)
    func rows(_ count: Int) -> [[Scalar]] {
      (0..<count).map { _ in
        let text: Scalar = .text(random.pick(["a", "b", "B", "é", "zz"]))
        let number: Scalar =
          random.below(5) == 0 ? .missing(.noData) : .number(Double(random.below(9) - 4) / 2)
        return [text, .number(Double(random.below(4))), number]
      }
    }
    let (left, right) = (rows([0, 1, 17, 300][Int(seed % 4)]), rows(12))
    let engine = Configuration(batchSize: 64, threads: 2, isOptimising: true).engine
    let schema = Schema([Field("a", .text), Field("b", .number), Field("c", .number)])
    func table(_ rows: [[Scalar]]) -> BoundSource {
      let columns = schema.fields.indices.map { index in
        Column(type: schema.fields[index].type, scalars: rows.map { $0[index] })
      }
      let table = Table(schema: schema, columns: columns, rowCount: rows.count)
      return BoundSource(.table(table), schema: schema, range: SourceRange(0, 0))
    }
    func run(_ operation: BoundStep.Operation, _ types: [ValueType]) throws -> [String] {
      let output = Schema(types.enumerated().map { Field("o\($0)", $1) })
      let result = try engine.run(
        BoundQuery(source: table(left), steps: [step(operation, output)])
      ).table
      return (0..<result.rowCount).map { row in
        result.columns.map { SQLite.text($0[row]) }.joined(separator: "|")
      }
    }
    let c = BoundExpression(.column(2), .number)
    let b = BoundExpression(.column(1), .number)
    let summarised = try run(
      .summarise(
        keys: [0, 1],
        [
          AggregateCall(.count, [], type: .number), AggregateCall(.sum, [c], type: .number),
          AggregateCall(.min, [c], type: .number), AggregateCall(.max, [c], type: .number),
          AggregateCall(.distinct, [c], type: .number),
        ]), [.text, .number, .number, .number, .number, .number, .number])
    let sorted = try run(
      .sort([.init(b, isDescending: true), .init(c, isDescending: false)]),
      [.text, .number, .number])
    let distinct = try run(.distinct, [.text, .number, .number])
    let join = BoundStep.Join(
      right: BoundQuery(source: table(right)), kind: .left, on: [(0, 0), (1, 1)], carried: [2],
      allowsMany: true)
    let joined = try run(.join(join), [.text, .number, .number, .number])
    let wanted = try SQLite.run(
      ["l": left, "r": right],
      [
        "select a,b,count(*),sum(c),min(c),max(c),count(distinct c) from l group by a,b",
        "select a,b,c from l order by b desc, c asc nulls last, a",
        "select distinct a,b,c from l",
        "select l.a,l.b,l.c,r.c from l left join r on l.a=r.a and l.b=r.b",
      ])
    #expect(summarised.sorted() == wanted[0].sorted())
    #expect(sorted == wanted[1])
    #expect(distinct.sorted() == wanted[2].sorted())
    #expect(joined.sorted() == wanted[3].sorted())
  }
}

enum SQLite {
  static var isThere: Bool { access("/usr/bin/sqlite3", X_OK) == 0 }

  static func text(_ scalar: Scalar) -> String {
    switch scalar {
    case .number(let value): "\(value == 0 ? 0 : value)"
    case .text(let text): text
    default: ""
    }
  }

  /// Runs the queries over tables of columns a, b, c; rows as texts.
  static func run(_ tables: [String: [[Scalar]]], _ queries: [String]) throws -> [[String]] {
    var script = ".mode list\n"
    for (name, rows) in tables {
      script += "create table \(name)(a text, b real, c real);\n"
      for row in rows {
        let cells = row.map { cell -> String in
          switch cell {
          case .text(let text): "'\(text)'"
          case .number(let value): "\(value)"
          default: "null"
          }
        }
        script += "insert into \(name) values (\(cells.joined(separator: ",")));\n"
      }
    }
    for query in queries { script += "\(query.withReals);\n.print ----\n" }
    var path = Array("/tmp/accord-oracle-XXXXXX".utf8CString)
    let file = mkstemp(&path)
    guard file >= 0 else { return [] }
    let name = String(decoding: path.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    defer { unlink(name) }
    let bytes = Array(script.utf8)
    _ = write(file, bytes, bytes.count)
    close(file)
    guard let pipe = popen("/usr/bin/sqlite3 < \(name)", "r") else { return [] }
    defer { pclose(pipe) }
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, pipe)
      if count == 0 { break }
      output += buffer[0..<count]
    }
    var results: [[String]] = [[]]
    let lines = String(decoding: output, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: true)
    for line in lines {
      if line == "----" {
        results.append([])
      } else {
        results[results.count - 1].append(String(line))
      }
    }
    return results
  }
}

extension String {
  /// Counts are whole in SQLite and numbers here: all are written as reals.
  fileprivate var withReals: String {
    var text = self
    for call in ["count(*)", "count(distinct c)"] where text.contains(call) {
      let parts = text.split(separator: call, maxSplits: 1, omittingEmptySubsequences: false)
      text = parts.joined(separator: "1.0*\(call)")
    }
    return text
  }
}

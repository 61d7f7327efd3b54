import TestSupport

/// Random rows, written once as people write CSV files and once plainly for sqlite3.
///
/// `t`: id, k and g (texts), x (decimals), y (whole numbers), d (dates), b (yes/no); `u` has keys
/// in common with it, on both sides repeated; `p` has one row per unit and year, with gaps.
struct RandomTables {
  let folder: TemporaryFolder
  let setup: String
  static let kinds = ["a", "b,c", "d\"e", "Übung", "zeta", "Alpha", "a b"]
  static let groups = ["one", "two", "three"]

  /// - Parameter size: rows of `t`; nil for some dozens.
  init(seed: Int, size: Int? = nil) throws {
    var random = SeededGenerator(seed: seed)
    folder = try TemporaryFolder()
    var writer = PairWriter(folder: folder)
    let gaps = random.pick([0.0, 0.1, 0.4])
    let count = size ?? Int.random(in: 20...150, using: &random)
    var ids = Array(1...count)
    ids.shuffle(using: &random)
    func maybe(_ text: String) -> String? { random.chance(gaps) ? nil : text }
    writer.write(
      "t",
      [
        ("id", "REAL"), ("k", "TEXT"), ("g", "TEXT"), ("x", "REAL"), ("y", "REAL"), ("d", "TEXT"),
        ("b", "INT"),
      ],
      rows: ids.map { id in
        [
          String(id), maybe(random.pick(RandomTables.kinds)),
          maybe(random.pick(RandomTables.groups)),
          maybe(String(Double(Int.random(in: -5000...5000, using: &random)) / 100)),
          maybe(String(Int.random(in: -4...6, using: &random))),
          maybe(RandomTables.date(&random)), maybe(random.chance(0.5) ? "1" : "0"),
        ]
      }, &random)
    writer.write(
      "u", [("k", "TEXT"), ("y", "REAL"), ("z", "REAL"), ("w", "TEXT")],
      rows: (0..<Int.random(in: 5...40, using: &random)).map { row in
        [
          maybe(random.pick(RandomTables.kinds + ["nowhere"])),
          maybe(String(Int.random(in: -4...6, using: &random))), String(row * 3),
          maybe("w\(row % 7)"),
        ]
      }, &random)
    var panel: [[String?]] = []
    for unit in ["north", "south", "east"] {
      for year in 1998...2012 where !random.chance(0.2) {
        panel.append([
          unit, String(year), maybe(String(Double(Int.random(in: 1...900, using: &random)) / 10)),
        ])
      }
    }
    panel.shuffle(using: &random)
    writer.write("p", [("unit", "TEXT"), ("year", "INT"), ("v", "REAL")], rows: panel, &random)
    setup = writer.setup
  }

  private static func date(_ random: inout SeededGenerator) -> String {
    let month = Int.random(in: 1...12, using: &random)
    let day = Int.random(in: 1...28, using: &random)
    let year = Int.random(in: 1995...2015, using: &random)
    return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
  }
}

/// The same rows in two files.
private struct PairWriter {
  let folder: TemporaryFolder
  var setup = ""

  init(folder: TemporaryFolder) { self.folder = folder }

  mutating func write(
    _ name: String, _ columns: [(String, String)], rows: [[String?]],
    _ random: inout SeededGenerator
  ) {
    var (mine, plain) = ("", "")
    let separator = random.pick([",", ";", "\t"])
    let end = random.pick(["\n", "\r\n"])
    let mark = random.pick(["", "NA"])
    let heads = columns.map(\.0)
    mine += heads.joined(separator: separator) + end
    plain += heads.joined(separator: ",") + "\n"
    for row in rows {
      mine +=
        zip(row, columns).map { cell, column in
          guard let cell else { return mark }
          if column.0 == "b" { return cell == "1" ? "true" : "false" }
          return PairWriter.quoted(cell, always: column.1 == "TEXT" && random.chance(0.3))
        }.joined(separator: separator) + end
      plain +=
        row.map { $0.map { PairWriter.quoted($0, always: false) } ?? "" }
        .joined(separator: ",") + "\n"
    }
    if random.chance(0.3), mine.hasSuffix(end) { mine.removeLast() }
    folder.write(mine, to: name + ".csv")
    setup += SQLite.table(name, columns, csv: folder.write(plain, to: name + ".plain")) + "\n"
  }

  private static func quoted(_ text: String, always: Bool) -> String {
    guard always || text.contains(where: { ",;\"\t".contains($0) }) else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}

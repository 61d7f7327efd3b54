import TestSupport

/// The shipped CSV files as tables of sqlite3, with the names of the files.
enum ShippedTables {
  static let families = ["rights", "indicators"]

  /// File and column of a measure, from the heads of the wide files.
  struct Measure: Sendable {
    var name: String
    var file: String
    var family: String
  }

  static let measures: [Measure] = families.flatMap { family in
    Project.files(in: Project.datasets + "/" + family, ending: ".csv").flatMap { file in
      head(family + "/" + file).dropFirst(2).map {
        Measure(name: $0, file: String(file.dropLast(4)), family: family)
      }
    }
  }

  static func rows(_ path: String) -> Grid {
    Grid(csv: Project.read(Project.datasets + "/" + path) ?? "")
  }

  private static func head(_ path: String) -> [String] {
    let text = Project.read(Project.datasets + "/" + path) ?? ""
    return Grid(csv: String(text.prefix { $0 != "\n" })).head
  }

  static let setup: String = {
    let paths =
      [
        "reference/countries.csv", "reference/income_history.csv", "reference/groups.csv",
        "ratification/ratifications.csv", "ratification/reservations.csv",
        "ratification/agreements.csv", "corridors/corridors.csv",
      ] + measures.map { "\($0.family)/\($0.file).csv" }
    // Countries that are there today; the others are in `panel` only, the European Union is in
    // neither.
    return setup(paths) + """
      CREATE VIEW today AS SELECT * FROM countries WHERE "to" IS NULL AND kind <> 'organisation';
      CREATE INDEX acts ON ratifications(treaty, iso3);
      CREATE INDEX codes ON countries(iso3);

      """
  }()

  /// Statements that read these files.
  static func setup(_ paths: [String]) -> String {
    let texts: Set<String> = [
      "iso3", "country", "kind", "region", "subregion", "wb_region", "income", "from", "to",
      "treaty", "signed", "action", "date", "precision", "in_force", "in_force_note", "denounced",
      "denunciation_effect", "source", "note", "articles", "target", "topic", "partner_a",
      "partner_b", "ratified", "title", "origin", "destination", "group", "iso2", "m49",
      "official_name", "capital",
    ]
    var seen: Set<String> = []
    var script = ""
    for path in paths where seen.insert(path).inserted {
      let name = String(path.split(separator: "/").last?.dropLast(4) ?? "")
      let columns = head(path).map { ($0, texts.contains($0) ? "TEXT" : "REAL") }
      script += SQLite.table(name, columns, csv: Project.datasets + "/" + path) + "\n"
    }
    return script
  }
}

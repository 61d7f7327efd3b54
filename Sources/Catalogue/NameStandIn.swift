enum NameFolding {
  static func fold(_ text: String) -> String { text.lowercased() }
}
enum NameSuggestion {
  static func nearest(to word: String, among names: [String], limit: Int) -> [String] { [] }
}

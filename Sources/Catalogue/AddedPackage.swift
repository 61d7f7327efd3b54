import ColumnStore

/// A data package of the user's, as its `datapackage.json` describes it.
///
/// A plain Frictionless package is enough; what is Accord's own stands in properties of fields and
/// resources, bare or under `accord`, and other tools pass over it.
struct AddedPackage {
  /// What a resource is for Accord.
  enum Role: String, CaseIterable {
    /// A table, and nothing else.
    case table
    /// A table of measures by country and year.
    case measureValues = "measure_values"
    /// Lists as in the built-in package: what measures, groups and sources are.
    case measures, groups, sources
    case groupMembers = "group_members"
  }

  let folder: String
  /// Of the descriptor.
  let file: String
  let name: String
  let title: String
  let version: String
  /// Day the package was made, if it says so.
  let created: PartialDate?
  private(set) var resources: [AddedResource] = []
  private(set) var origin = AddedOrigin()

  /// What is not read, for the reader to know.
  private(set) var leftAside: [String] = []

  init(folder: String) throws(CatalogueError) {
    self.folder = folder
    file = folder + "/" + PackageDescriptor.fileName
    guard let bytes = bytesOfFile(file) else {
      throw CatalogueError(.badPackage(reason: "no such file, or it cannot be read"), file: file)
    }
    let root: JSONValue
    do throws(JSONCursor.Fault) {
      root = try JSONValue(reading: bytes)
    } catch {
      throw CatalogueError(
        .badPackage(reason: "not JSON as expected: \(error.expected) is missing here"),
        file: file, line: error.line)
    }
    let base = folder.split(separator: "/").last.map(String.init) ?? "data"
    name = AddedPackage.identifier(root["name"]?.text ?? base)
    title = root["title"]?.text ?? root["name"]?.text ?? base
    version = root["version"]?.text ?? ""
    created = root["created"]?.text.flatMap { PartialDate(String($0.prefix(10))) }
    guard let list = root["resources"]?.elements, !list.isEmpty else {
      throw CatalogueError(.badPackage(reason: "it lists no `resources`"), file: file)
    }
    origin = AddedOrigin(root)
    for (index, value) in list.enumerated() {
      let resource = try AddedResource(value, number: index + 1, package: self)
      if resource.isTabular {
        resources.append(resource)
      } else {
        leftAside.append("resource `\(resource.name)` of `\(title)` is no table and is left aside")
      }
    }
  }

  /// A name that can be typed: what is no letter or digit becomes `_`.
  static func identifier(_ name: String) -> String {
    let typed = String(name.map { $0.isLetter || $0.isNumber || $0 == "_" ? $0 : "_" })
    return typed.first?.isNumber == true ? "_" + typed : typed
  }
}

/// From whom data are and under which terms, as a package or one of its resources says.
struct AddedOrigin {
  var authority: String?
  var licence: String?
  var reference: String?
  /// Keys of sources listed elsewhere, as the built-in package names them.
  var keys: [String] = []

  init() {}

  init(_ value: JSONValue) {
    func joined(_ list: JSONValue?, _ names: [String]) -> String? {
      let texts = (list?.elements ?? []).compactMap { element in
        names.lazy.compactMap { element[$0]?.text }.first ?? element.text
      }
      return texts.isEmpty ? nil : texts.joined(separator: "; ")
    }
    let sources = value["sources"]
    authority =
      joined(sources, ["title", "name"]) ?? joined(value["contributors"], ["title", "name"])
    licence = joined(value["licenses"], ["title", "name", "path"]) ?? value["license"]?.text
    reference =
      sources?.elements.lazy.compactMap { $0["path"]?.text ?? $0["email"]?.text }.first
      ?? value["homepage"]?.text
    keys = (sources?.elements ?? []).compactMap { $0["accord"]?.text }
  }

  var isEmpty: Bool { authority == nil && licence == nil && reference == nil }
}

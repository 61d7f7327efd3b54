import ColumnStore

/// The part of a `datapackage.json` (Frictionless) that building a catalogue needs.
struct PackageDescriptor {
  struct Resource {
    var name = ""
    /// Relative to the package's folder.
    var path = ""
    /// What the table is for Accord; nil for tables that are only carried along.
    var role: String?
    /// Keys into `sources.csv`.
    var sources: [String] = []
  }

  static let fileName = "datapackage.json"

  let folder: String
  private(set) var version = ""
  /// As written, an ISO date with or without a time.
  private(set) var created: String?
  private(set) var resources: [Resource] = []
  /// The descriptor's own file and those of all its tables, as they were before they were read.
  private(set) var stamps: [FileStamp]

  /// Reads the descriptor of a folder.
  ///
  /// A resource whose path leads out of the folder is an error, as Frictionless has it.
  init(folder: String) throws(CatalogueError) {
    self.folder = folder
    let file = folder + "/" + PackageDescriptor.fileName
    stamps = [FileStamp(file)]
    guard let bytes = bytesOfFile(file) else {
      throw CatalogueError(.badPackage(reason: "no such file, or it cannot be read"), file: file)
    }
    var cursor = JSONCursor(bytes)
    do throws(JSONCursor.Fault) {
      try cursor.object { (cursor, key) throws(JSONCursor.Fault) in
        try read(key, &cursor)
      }
    } catch {
      throw CatalogueError(
        .badPackage(reason: "not JSON as expected: \(error.expected) is missing here"),
        file: file, line: error.line)
    }
    for resource in resources {
      if let fault = fault(of: resource) {
        throw CatalogueError(
          .badPackage(reason: "resource `\(resource.name)`: \(fault)"), file: file)
      }
      stamps.append(FileStamp(self.file(of: resource)))
    }
  }

  /// What is wrong with the path of a resource; a file that is not there is missed when it is read.
  private func fault(of resource: Resource) -> String? {
    let path = resource.path
    if path.isEmpty || path.contains("://") {
      return "`path` must be that of one file of the package"
    }
    let file = file(of: resource)
    // Links too must not lead out of the folder.
    let target = Folder.resolved(file)
    if path.hasPrefix("/") || path.split(separator: "/").contains("..")
      || target != file && !target.hasPrefix(Folder.resolved(folder) + "/")
    {
      return "`\(path)` is no path within the package"
    }
    // A named pipe would be waited for, a device never ends.
    if let status = try? FileStatus.of(path: file), status.kind == .other {
      return "`\(path)` is no file"
    }
    return nil
  }

  /// Full path of a resource's file.
  func file(of resource: Resource) -> String { folder + "/" + resource.path }

  private mutating func read(
    _ key: String, _ cursor: inout JSONCursor
  ) throws(JSONCursor.Fault) {
    switch key {
    case "version": version = try cursor.stringIfAny() ?? ""
    case "created": created = try cursor.stringIfAny()
    case "resources":
      var found: [Resource] = []
      try cursor.array { (cursor) throws(JSONCursor.Fault) in
        var resource = Resource()
        try cursor.object { (cursor, key) throws(JSONCursor.Fault) in
          try PackageDescriptor.read(key, &cursor, &resource)
        }
        found.append(resource)
      }
      resources = found
    default: try cursor.skip()
    }
  }

  private static func read(
    _ key: String, _ cursor: inout JSONCursor, _ resource: inout Resource
  ) throws(JSONCursor.Fault) {
    switch key {
    case "name": resource.name = try cursor.stringIfAny() ?? ""
    case "path":
      // A list of one path is as good as the path; of several the resource is in parts.
      guard cursor.peek() == UInt8(ascii: "[") else {
        resource.path = try cursor.stringIfAny() ?? ""
        break
      }
      var paths: [String] = []
      try cursor.array { (cursor) throws(JSONCursor.Fault) in
        paths.append(try cursor.stringIfAny() ?? "")
      }
      resource.path = paths.count == 1 ? paths[0] : ""
    case "accord" where cursor.peek() == UInt8(ascii: "{"):
      var role: String?
      try cursor.object { (cursor, key) throws(JSONCursor.Fault) in
        if key == "role" { role = try cursor.stringIfAny() } else { try cursor.skip() }
      }
      resource.role = role
    case "sources":
      var sources: [String] = []
      try cursor.array { (cursor) throws(JSONCursor.Fault) in
        try cursor.object { (cursor, key) throws(JSONCursor.Fault) in
          if key == "accord", let source = try cursor.stringIfAny() {
            sources.append(source)
          } else if key != "accord" {
            try cursor.skip()
          }
        }
      }
      resource.sources = sources
    default: try cursor.skip()
    }
  }
}

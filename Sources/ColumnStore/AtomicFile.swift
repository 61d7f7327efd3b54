/// Why a file could not be written. The file that was there before is untouched.
package struct FileWriteError: Error, Hashable, Sendable {
  package enum Problem: Hashable, Sendable {
    case folderNotFound
    case folderReadOnly
    case fileReadOnly
    case isFolder
    case diskFull
    case failed(reason: String)
  }

  package let file: String
  package let problem: Problem

  package init(_ problem: Problem, file: String) {
    self.problem = problem
    self.file = file
  }

  init(_ error: SystemError, file: String) {
    self.file = file
    problem =
      error.isDiskFull
      ? .diskFull
      : error.isNotFound
        ? .folderNotFound : error.isReadOnly ? .folderReadOnly : .failed(reason: error.text)
  }

  package var code: String {
    switch problem {
    case .folderNotFound: "folder-not-found"
    case .folderReadOnly: "folder-read-only"
    case .fileReadOnly: "file-read-only"
    case .isFolder: "is-folder"
    case .diskFull: "disk-full"
    case .failed: "write-failed"
    }
  }

  package var message: String {
    switch problem {
    case .folderNotFound: "`\(file)`: there is no such folder"
    case .folderReadOnly: "`\(file)`: nothing may be written in this folder"
    case .fileReadOnly: "`\(file)`: the file may not be written to"
    case .isFolder: "`\(file)`: it is a folder"
    case .diskFull: "`\(file)`: the disk is full"
    case .failed(let reason): "`\(file)`: cannot be written: \(reason)"
    }
  }
}

/// Writes files so that at any moment either the old or the whole new one is there.
package enum AtomicFile {
  package typealias Sink = (UnsafeRawBufferPointer) throws(FileWriteError) -> Void

  /// Makes or replaces a file by what `body` gives to the sink.
  ///
  /// The bytes go to a temporary file in the same folder, which takes the place of the old one
  /// when it is on the disk; permissions stay, a symbolic link stays one. What is no file (a
  /// pipe, a terminal) is written to as it is.
  package static func write(
    path: String, _ body: (_ sink: Sink) throws(FileWriteError) -> Void
  ) throws(FileWriteError) {
    let old = try? FileStatus.of(path: path)
    if old?.kind == .folder { throw FileWriteError(.isFolder, file: path) }
    if old?.kind == .other { return try writeThrough(path, body) }
    if old != nil, !FileNames.isWritable(path) { throw FileWriteError(.fileReadOnly, file: path) }

    let target = old == nil ? path : FileNames.resolved(path)
    var name = ""
    let file: OpenFile
    do throws(SystemError) {
      file = try OpenFile(creatingBeside: target, name: &name)
    } catch {
      throw FileWriteError(error, file: path)
    }
    do throws(FileWriteError) {
      try body(sink(file, path))
      try finish(file, name, target, permissions: old?.permissions, path)
    } catch {
      FileNames.remove(name)
      throw error
    }
    FileNames.synchronizeFolder(folder(of: target))
  }

  /// All bytes at once.
  package static func write(path: String, bytes: [UInt8]) throws(FileWriteError) {
    try write(path: path) { (sink: Sink) throws(FileWriteError) in
      var result: Result<Void, FileWriteError> = .success(())
      bytes.withUnsafeBytes { buffer in
        result = Result { () throws(FileWriteError) in try sink(buffer) }
      }
      try result.get()
    }
  }

  private static func writeThrough(
    _ path: String, _ body: (_ sink: Sink) throws(FileWriteError) -> Void
  ) throws(FileWriteError) {
    let file: OpenFile
    do throws(SystemError) {
      file = try OpenFile(writingThrough: path)
    } catch {
      throw FileWriteError(
        error.isReadOnly ? .fileReadOnly : .failed(reason: error.text), file: path)
    }
    try body(sink(file, path))
  }

  private static func sink(_ file: OpenFile, _ path: String) -> Sink {
    { (bytes: UnsafeRawBufferPointer) throws(FileWriteError) in
      do throws(SystemError) {
        try file.write(bytes)
      } catch {
        throw FileWriteError(error, file: path)
      }
    }
  }

  private static func finish(
    _ file: OpenFile, _ name: String, _ target: String, permissions: UInt32?, _ path: String
  ) throws(FileWriteError) {
    do throws(SystemError) {
      if let permissions { try file.setPermissions(permissions) }
      try file.synchronize()
      try FileNames.rename(name, to: target)
    } catch {
      throw FileWriteError(error, file: path)
    }
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

extension DelimitedFile {
  /// Files smaller than this are read by one thread: starting another takes longer.
  private static let parallelSize = 4 << 20

  /// Reads all rows. `columns` names those wanted, in their order; nil means all of `schema`.
  ///
  /// Cells that are a mark of missing values become missing (no data). The table does not refer
  /// to the file any more. `memoryLimit`: bytes that the columns may take; nil: any number.
  ///
  /// - Complexity: O(bytes), on `options.means.threads` threads. Beside the table, memory for one block
  ///   per thread; twice the table at most while the threads' parts are put together.
  package func read(
    columns wanted: [String]? = nil, memoryLimit: Int? = nil
  ) throws(DataFileError) -> (table: Table, notes: [DataFileNote]) {
    try input.verifyUnchanged()
    let indices = try indices(of: wanted)
    let isWanted = Set(indices)
    if let memoryLimit { try checkMemory(indices, memoryLimit) }
    let plan = DelimitedPart.Plan(
      dialect: dialect, names: names,
      readings: names.indices.map { isWanted.contains($0) ? readings[$0] : .skipped },
      arePrinted: names.map(options.printedNumbers.contains),
      marks: options.missingMarks.map { Array($0.utf8) }, markTexts: options.missingMarks,
      badCells: options.badCells, bytesPerRow: bytesPerRow, progress: options.means.progress)
    options.means.progress?.begin("reading \(input.path)")
    options.means.progress?.start(of: input.count - bodyStart)

    let parts = try readParts(plan)
    try throwFault(in: parts)
    try input.verifyUnchanged()
    var notes = notes
    let merged = try DelimitedMerge(parts, indices, file: self).run(&notes)
    return (merged, notes)
  }

  /// Fails before anything is read where the columns would not fit, by the rows that the first
  /// ones let expect.
  private func checkMemory(_ indices: [Int], _ limit: Int) throws(DataFileError) {
    let rows = Double(input.count - bodyStart) / bytesPerRow
    let width = indices.reduce(0) { $0 + (readings[$1] == .double ? 8 : 4) }
    let needed = Int(rows * Double(width))
    if needed > limit {
      throw DataFileError(.memoryLimit(needed: needed, limit: limit), file: input.path)
    }
  }

  private func indices(of wanted: [String]?) throws(DataFileError) -> [Int] {
    guard let wanted else { return names.indices.filter { readings[$0] != .skipped } }
    let known = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
    var indices: [Int] = []
    var isTaken: Set<Int> = []
    for name in wanted {
      guard let index = known[name], readings[index] != .skipped else {
        throw DataFileError(
          .noSuchColumn(name: name, available: schema.fields.map(\.name)), file: input.path)
      }
      if isTaken.insert(index).inserted { indices.append(index) }
    }
    return indices
  }

  /// Cuts the file where rows seem to begin, and reads the parts side by side. A part whose
  /// start was no row's (a line end in quotes) is seen by where the part before it ends: then
  /// that one reads on to the file's end and the others are dropped.
  private func readParts(_ plan: DelimitedPart.Plan) throws(DataFileError) -> [DelimitedPart] {
    let size = input.count - bodyStart
    var starts = [bodyStart]
    let threads = size > DelimitedFile.parallelSize ? max(1, min(options.means.threads, 64)) : 1
    for part in 1..<max(threads, 1) where threads > 1 {
      let cut = bodyStart + size * part / threads
      if let start = try DelimitedSample.rowStart(input, near: cut, width: names.count, dialect),
        start > starts[starts.count - 1]
      {
        starts.append(start)
      }
    }
    let parts = starts.map { DelimitedPart(plan, start: $0) }
    let stops = Array(starts.dropFirst()) + [input.count]
    concurrently(parts.count) { parts[$0].read(self.input, to: stops[$0]) }
    for (index, part) in parts.enumerated() {
      if part.fault != nil || part.failure != nil { return Array(parts[...index]) }
      if index + 1 < parts.count, part.position != starts[index + 1] {
        part.read(input, to: input.count)
        return Array(parts[...index])
      }
    }
    return parts
  }

  private func throwFault(in parts: [DelimitedPart]) throws(DataFileError) {
    guard let last = parts.last else { return }
    if let failure = last.failure { throw failure }
    guard let fault = last.fault else { return }
    try input.verifyUnchanged()
    let line = try input.lines(at: [fault.offset], lineEnd: dialect.lineEnd).first
    throw DataFileError(fault.problem, file: input.path, line: line, column: fault.column)
  }
}

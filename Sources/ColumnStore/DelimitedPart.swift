/// What stopped a part, by its place in the file.
struct DelimitedFault: Error {
  var problem: DataFileError.Problem
  var offset: Int
  var column: Int?
}

/// Reads the rows that begin in one stretch of a file into columns. One thread, no locks.
final class DelimitedPart: @unchecked Sendable {
  // SAFETY: used by one thread at a time; `concurrently` orders the hand-over.
  struct Plan: Sendable {
    var dialect: DelimitedDialect
    var names: [String]
    var readings: [DelimitedColumn.Reading]
    /// Whether numbers may be as people print them.
    var arePrinted: [Bool]
    var marks: [[UInt8]]
    var markTexts: [String]
    var badCells: DelimitedOptions.BadCells
    var bytesPerRow: Double
    var progress: WorkProgress?
  }

  let plan: Plan
  let columns: UnsafeMutablePointer<DelimitedColumn>
  let width: Int
  private(set) var rowCount = 0
  private(set) var capacity = 0
  /// Of the first row not read.
  private(set) var position: Int
  var fault: DelimitedFault?
  private(set) var failure: DataFileError?
  /// Of the first byte of the block in work, for the places of faults.
  private(set) var blockOffset = 0
  private let emptyIsMissing: Bool

  init(_ plan: Plan, start: Int) {
    self.plan = plan
    position = start
    width = plan.readings.count
    emptyIsMissing = plan.marks.contains([])
    columns = .allocate(capacity: width)
    for (index, reading) in plan.readings.enumerated() {
      (columns + index).initialize(to: DelimitedColumn(reading, marks: plan.markTexts))
    }
  }

  deinit {
    columns.deinitialize(count: width)
    columns.deallocate()
  }

  /// Reads on from `position` while rows begin before `stop`.
  func read(_ input: InputBytes, to stop: Int) {
    guard position < stop, fault == nil, failure == nil else { return }
    grow(by: Int(Double(stop - position) / plan.bytesPerRow * 1.05) + 64)
    do throws(DataFileError) {
      var reader = try BlockReader(input, at: position, lineEnd: plan.dialect.lineEnd)
      while true {
        blockOffset = reader.offset
        let end = reader.base + reader.count
        let blockStop = reader.base + min(max(stop - reader.offset, 0), reader.count)
        let next = parse(reader.base, end, stop: blockStop, isFinal: reader.isFinal)
        position = reader.offset + (next - reader.base)
        if let progress = plan.progress {
          progress.advance(by: next - reader.base)
          if progress.isInterrupted { throw DataFileError(.interrupted, file: input.path) }
        }
        if fault != nil || position >= stop || reader.isFinal { return }
        try reader.advance(by: next - reader.base)
      }
    } catch {
      failure = error
    }
  }

  private func grow(by rows: Int) {
    capacity = rowCount + rows
    for index in 0..<width { columns[index].resize(to: capacity) }
  }
}

extension DelimitedPart {
  /// Reads whole rows; gives the start of the first row not read. At `end` stands a line end as
  /// a guard, so that cells outside quotes need no look at the end.
  private func parse(
    _ base: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, stop: UnsafePointer<UInt8>,
    isFinal: Bool
  ) -> UnsafePointer<UInt8> {
    let dialect = plan.dialect
    let (separator, lineEnd) = (dialect.separator, dialect.lineEnd)
    let point = dialect.barePoint
    let hasPoint = point != 0
    let separators = UInt64(separator) &* TextWord.ones
    let lineEnds = UInt64(lineEnd) &* TextWord.ones
    let powers = PowersOfTen.shared
    let last = width - 1
    let emptyIsMissing = emptyIsMissing
    var rowStart = base

    while rowStart < stop {
      if rowStart.pointee == lineEnd {
        rowStart += 1
        continue
      }
      if rowStart.pointee == DelimitedDialect.return_, rowStart[1] == lineEnd {
        if rowStart + 1 >= end, !isFinal { return rowStart }
        rowStart = min(rowStart + 2, end)
        continue
      }
      if rowCount == capacity { grow(by: capacity / 2 + 64) }
      let row = rowCount
      var position = rowStart
      var index = 0
      while true {
        let column = columns + index
        var isRead = false
        switch column.pointee.reading {
        case .integer:
          var cursor = position
          let isNegative = cursor.pointee == UInt8(ascii: "-")
          if isNegative { cursor += 1 }
          let first = cursor
          var value: Int32 = 0
          var digit = cursor.pointee &- 48
          while digit <= 9 {
            value = value &* 10 &+ Int32(truncatingIfNeeded: digit)
            cursor += 1
            digit = cursor.pointee &- 48
          }
          // Nine digits always fit; `-0` must stay what it is.
          let digits = UInt(bitPattern: cursor - first &- 1)
          if digits < 9, !isNegative || value != 0 {
            if cursor.pointee == DelimitedDialect.return_, cursor[1] == lineEnd { cursor += 1 }
            if cursor.pointee == separator || cursor.pointee == lineEnd {
              column.pointee.store(isNegative ? 0 &- value : value, at: row)
              position = cursor
              isRead = true
            }
          }
        case .double:
          var cursor = position
          if cursor.pointee == separator || cursor.pointee == lineEnd {
            if emptyIsMissing {
              column.pointee.store(Missing.noData.double, at: row)
              isRead = true
            }
          } else if hasPoint, let value = NumberText.scan(&cursor, point: point, powers) {
            if cursor.pointee == DelimitedDialect.return_, cursor[1] == lineEnd { cursor += 1 }
            if cursor.pointee == separator || cursor.pointee == lineEnd {
              column.pointee.store(value, at: row)
              position = cursor
              isRead = true
            }
          }
        case .text, .skipped:
          if position.pointee != DelimitedDialect.quote {
            let word = TextWord.load(position)
            let found = TextWord.zeros(word ^ separators) | TextWord.zeros(word ^ lineEnds)
            var cursor = position
            if found != 0 {
              cursor += found.trailingZeroBitCount &>> 3
            } else {
              cursor = TextWord.find(separators, lineEnds, from: position + 8)
            }
            if column.pointee.reading == .text {
              var count = cursor - position
              if count > 0, cursor.pointee == lineEnd, cursor[-1] == DelimitedDialect.return_ {
                count -= 1
              }
              let code =
                count <= 7
                ? column.pointee.texts.code(word: TextWord.low(word, count), count: count)
                : column.pointee.texts.longCode(position, count: count)
              column.pointee.store(code, at: row)
            }
            position = cursor
            isRead = true
          }
        case .date, .flag: break
        }
        if !isRead {
          guard let next = readCell(position, end, isFinal: isFinal, index: index, base: base)
          else { return stopped(rowStart, end, isFinal: isFinal, base: base) }
          position = next
        }
        if position.pointee == separator, position < end {
          if index == last { return ragged(rowStart, end, isFinal: isFinal, base: base) }
          index &+= 1
          position += 1
          continue
        }
        if position >= end, !isFinal { return rowStart }
        if index < last { return ragged(rowStart, end, isFinal: isFinal, base: base) }
        break
      }
      rowCount = row &+ 1
      rowStart = min(position + 1, end)
    }
    return rowStart
  }
}

import CZlib

/// Unpacks gzip files, also several one behind the other.
enum GzipReader {
  /// The unpacked bytes in memory of the C library with padding behind them.
  static func unpack(
    _ input: InputBytes
  ) throws(DataFileError) -> (memory: UnsafeMutablePointer<UInt8>, count: Int) {
    var stream = z_stream()
    // 15 bits of window, 16 for the gzip wrapping.
    let started = inflateInit2_(
      &stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard started == Z_OK else {
      throw DataFileError(.badGzip(reason: "zlib cannot start"), file: input.path)
    }
    defer { inflateEnd(&stream) }

    var output = GrowingMemory<UInt8>(capacity: max(input.count * 4, 1 << 16))
    let piece = GrowingMemory<UInt8>(capacity: 1 << 18)
    var offset = 0
    var isComplete = false
    while true {
      if stream.avail_in == 0 {
        let room = UnsafeMutableBufferPointer(start: piece.start, count: piece.capacity)
        let got = try input.copy(from: offset, into: room)
        if got == 0 { break }
        offset += got
        // SAFETY: `piece` lives to the end of this function and zlib reads `avail_in` bytes.
        stream.next_in = piece.start
        stream.avail_in = UInt32(got)
      }
      if isComplete {
        // Zero bytes behind the end are padding of tapes and disks; another file may follow.
        if stream.next_in.pointee == 0 { break }
        inflateReset(&stream)
        isComplete = false
      }
      try input.check(holding: output.count)
      output.reserve(output.count + (1 << 18) + InputBytes.padding)
      let room = output.capacity - output.count - InputBytes.padding
      // SAFETY: zlib writes at most `avail_out` bytes, which were reserved just now.
      stream.next_out = output.start + output.count
      stream.avail_out = UInt32(min(room, 1 << 30))
      let before = Int(stream.avail_out)
      let result = inflate(&stream, Z_NO_FLUSH)
      output.count += before - Int(stream.avail_out)
      switch result {
      case Z_OK, Z_BUF_ERROR: break
      case Z_STREAM_END: isComplete = true
      default:
        let reason = stream.msg.map { String(cString: $0) } ?? "error \(result)"
        throw DataFileError(.badGzip(reason: reason), file: input.path)
      }
    }
    guard isComplete else {
      throw DataFileError(.badGzip(reason: "it ends too early"), file: input.path)
    }
    output.reserve(output.count + InputBytes.padding)
    let count = output.count
    return (output.release(), count)
  }
}

import CZlib
import ColumnStore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A folder of its own for one test, removed with its last reference.
final class TestFolder: Sendable {
  let path: String

  init() {
    var template = Array("/tmp/accord-test-XXXXXX".utf8CString)
    _ = template.withUnsafeMutableBufferPointer { mkdtemp($0.baseAddress!) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { system("rm -rf '\(path)'") }

  func file(_ name: String, _ bytes: [UInt8]) -> String {
    let path = "\(path)/\(name)"
    let stream = fopen(path, "w")
    fwrite(bytes, 1, bytes.count, stream)
    fclose(stream)
    return path
  }

  func file(_ name: String, _ text: String) -> String { file(name, Array(text.utf8)) }

  func names() -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}

func bytes(of path: String) -> [UInt8] {
  guard let stream = fopen(path, "r") else { return [] }
  defer { fclose(stream) }
  var all: [UInt8] = []
  var piece = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = fread(&piece, 1, piece.count, stream), count > 0 {
    all += piece[..<count]
  }
  return all
}

func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

/// Milliseconds a piece of work takes.
func milliseconds(_ work: () throws -> Void) rethrows -> Double {
  func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
  }
  let start = now()
  try work()
  return now() - start
}

/// Numbers by chance that a seed repeats (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

/// The cells of a column as short texts, missing ones as their label in brackets.
func cells(_ column: Column?) -> [String] {
  guard let column else { return ["no such column"] }
  return (0..<column.count).map { row in
    switch column[row] {
    case .missing(let reason): "(\(reason.label))"
    case .boolean(let value): "\(value)"
    case .number(let value): "\(value)"
    case .text(let value): value
    case .date(let value): value.text
    case .entity(let value): "#\(value)"
    }
  }
}

/// The code of the error a piece of work throws, nil where it throws none.
func code(_ work: () throws -> Void) -> String? {
  do {
    try work()
    return nil
  } catch let error as StoreError {
    return error.code
  } catch let error as DataFileError {
    return error.code
  } catch let error as FileWriteError {
    return error.code
  } catch {
    return "\(error)"
  }
}

func gzip(_ bytes: [UInt8]) -> [UInt8] {
  var stream = z_stream()
  deflateInit2_(
    &stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
    Int32(MemoryLayout<z_stream>.size))
  defer { deflateEnd(&stream) }
  var input = bytes
  var output = [UInt8](repeating: 0, count: bytes.count + 1_000)
  let count = output.count
  input.withUnsafeMutableBufferPointer { source in
    output.withUnsafeMutableBufferPointer { target in
      stream.next_in = source.baseAddress
      stream.avail_in = UInt32(source.count)
      stream.next_out = target.baseAddress
      stream.avail_out = UInt32(count)
      deflate(&stream, Z_FINISH)
    }
  }
  return Array(output[..<(count - Int(stream.avail_out))])
}

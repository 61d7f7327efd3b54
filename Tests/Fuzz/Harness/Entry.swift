#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What libFuzzer calls with each input. One program holds all targets: `ACCORD_FUZZ` names the one
/// to run, so that they are built once.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  let bytes = Array(UnsafeBufferPointer(start: data, count: size))
  target(bytes)
  return 0
}

private nonisolated(unsafe) let target: ([UInt8]) -> Void = {
  let name = getenv("ACCORD_FUZZ").map { String(cString: $0) } ?? ""
  guard let target = FuzzTargets.all[name] else {
    let names = FuzzTargets.all.keys.sorted().joined(separator: ", ")
    stop("ACCORD_FUZZ names no target; there are \(names)")
  }
  return target
}()

enum FuzzTargets {
  nonisolated(unsafe) static let all: [String: ([UInt8]) -> Void] = [
    "syntax": syntax, "binder": binder, "evaluator": evaluator, "csv": csv, "json": json,
    "brief": brief, "frontmatter": frontMatter, "store": store,
  ]
}

/// Ends the run as a crash, with the reason: the input is kept by libFuzzer.
func stop(_ reason: String) -> Never {
  let line = Array("fuzz: \(reason)\n".utf8)
  _ = write(2, line, line.count)
  abort()
}

func hold(_ condition: Bool, _ reason: @autoclosure () -> String) {
  if !condition { stop(reason()) }
}

/// Puts the bytes into a file of this process, in memory where the system has such a folder.
func file(_ bytes: [UInt8], _ suffix: String) -> String {
  let path = "/dev/shm/accord-fuzz-\(getpid())\(suffix)"
  guard let out = fopen(path, "w") else { stop("\(path) cannot be written") }
  fwrite(bytes, 1, bytes.count, out)
  fclose(out)
  return path
}

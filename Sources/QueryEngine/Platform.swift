// The only file that knows which C library is there.
#if canImport(Darwin)
  import Darwin
#else
  @preconcurrency import Glibc
#endif

enum Platform {
  static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
  static func remainder(_ dividend: Double, _ divisor: Double) -> Double {
    fmod(dividend, divisor)
  }
  static func exponential(_ value: Double) -> Double { exp(value) }
  static func logarithm(_ value: Double) -> Double { log(value) }
  static func logarithm10(_ value: Double) -> Double { log10(value) }

  /// Runs `body(0)`, …, `body(count - 1)` side by side and returns when all are done.
  static func concurrently(_ count: Int, _ body: @Sendable (Int) -> Void) {
    guard count > 1 else {
      if count == 1 { body(0) }
      return
    }
    withoutActuallyEscaping(body) { body in
      var threads: [pthread_t] = []
      for index in 1..<count {
        let job = Unmanaged.passRetained(Job(index: index, body: body))
        #if canImport(Darwin)
          var thread: pthread_t?
        #else
          var thread = pthread_t()
        #endif
        let code = pthread_create(&thread, nil, startJob, job.toOpaque())
        #if canImport(Darwin)
          if code == 0, let thread { threads.append(thread) }
        #else
          if code == 0 { threads.append(thread) }
        #endif
        if code != 0 { job.takeRetainedValue().body(index) }
      }
      body(0)
      for thread in threads { pthread_join(thread, nil) }
    }
  }
}

private final class Job: Sendable {
  let index: Int
  let body: @Sendable (Int) -> Void

  init(index: Int, body: @escaping @Sendable (Int) -> Void) {
    self.index = index
    self.body = body
  }
}

#if canImport(Darwin)
  private func startJob(_ raw: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    let job = Unmanaged<Job>.fromOpaque(raw).takeRetainedValue()
    job.body(job.index)
    return nil
  }
#else
  private func startJob(_ raw: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let raw else { return nil }
    let job = Unmanaged<Job>.fromOpaque(raw).takeRetainedValue()
    job.body(job.index)
    return nil
  }
#endif

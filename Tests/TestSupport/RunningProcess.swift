#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A child that was started, and its pipes.
package struct Running {
  package let pid: Int32
  let out: Int32
  let err: Int32
  let feed: Int32?
  let bytes: [UInt8]
  let readsAtMost: Int?
  let interruptsAfter: Double?
  let limit: Double

  /// Feeds and reads until the child has ended.
  package func wait() -> ChildProcess.Outcome {
    signal(SIGPIPE, SIG_IGN)
    var outcome = ChildProcess.Outcome()
    var (output, errors, feed) = (out, err, self.feed ?? -1)
    var sent = 0
    if feed >= 0 {
      _ = fcntl(feed, F_SETFL, O_NONBLOCK)
      if bytes.isEmpty { shut(&feed) }
    }
    let start = Running.now()
    var interrupted = false
    while output >= 0 || errors >= 0 {
      let passed = Running.now() - start
      if let interruptsAfter, !interrupted, passed >= interruptsAfter {
        interrupted = true
        kill(pid, SIGINT)
      }
      if passed > limit { kill(pid, SIGKILL) }
      var polled = [
        pollfd(fd: output, events: Int16(POLLIN), revents: 0),
        pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
        pollfd(fd: feed, events: Int16(POLLOUT), revents: 0),
      ]
      guard poll(&polled, 3, 20) > 0 else { continue }
      if polled[0].revents != 0 { take(&output, into: &outcome.output) }
      if polled[1].revents != 0 { take(&errors, into: &outcome.errors) }
      if polled[2].revents != 0 {
        let count = bytes[sent...].withUnsafeBytes { write(feed, $0.baseAddress, $0.count) }
        sent += max(0, count)
        if count < 0 && errno != EAGAIN || sent == bytes.count { shut(&feed) }
      }
      if let readsAtMost, outcome.output.count >= readsAtMost { shut(&output) }
    }
    shut(&feed)
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    let signalNumber = status & 0x7f
    outcome.status = signalNumber == 0 ? (status >> 8) & 0xff : 128 + signalNumber
    return outcome
  }

  private func take(_ descriptor: inout Int32, into bytes: inout [UInt8]) {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(descriptor, &chunk, chunk.count)
    if count > 0 { bytes += chunk[..<count] } else { shut(&descriptor) }
  }

  private func shut(_ descriptor: inout Int32) {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

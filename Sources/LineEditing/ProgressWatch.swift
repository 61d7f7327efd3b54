import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Shows a line about work from beside it, so that whoever works need not think of it.
///
/// Nothing is shown in the first half second, nor where the standard error is no terminal: there
/// no thread is started either.
package final class ProgressWatch: Sendable {
  private let text: @Sendable (Double) -> String
  private let state = Mutex<ProgressLine?>(nil)
  private let isStopped = Atomic(false)

  /// - Parameter text: gets the seconds that have passed; called on another thread.
  package init(_ text: @escaping @Sendable (Double) -> String) {
    self.text = text
    guard Terminal.isTerminal(2) else { return }
    state.withLock { $0 = ProgressLine() }
    start()
  }

  /// Takes the line away before something is printed; it comes back when work goes on.
  package func hide() { state.withLock { $0?.wipe() } }

  /// Ends the watching; the line is gone when this returns, and does not come back. The thread is
  /// not waited for: it finds out by itself.
  package func stop() {
    isStopped.store(true, ordering: .releasing)
    hide()
  }

  private func start() {
    let box = Unmanaged.passRetained(self).toOpaque()
    #if canImport(Darwin)
      var handle: pthread_t?
    #else
      var handle = pthread_t()
    #endif
    let code = pthread_create(
      &handle, nil,
      { argument in
        #if canImport(Darwin)
          let raw: UnsafeMutableRawPointer? = argument
        #else
          let raw = argument
        #endif
        // SAFETY: retained by `start` for this thread.
        if let raw { Unmanaged<ProgressWatch>.fromOpaque(raw).takeRetainedValue().watch() }
        return nil
      }, box)
    guard code == 0 else {
      Unmanaged<ProgressWatch>.fromOpaque(box).release()
      return
    }
    #if canImport(Darwin)
      if let handle { pthread_detach(handle) }
    #else
      pthread_detach(handle)
    #endif
  }

  private func watch() {
    let started = Terminal.seconds
    while !isStopped.load(ordering: .acquiring) {
      usleep(20_000)
      let passed = Terminal.seconds - started
      state.withLock { line in
        if !isStopped.load(ordering: .acquiring) { line?.update(text(passed)) }
      }
    }
  }
}

import Synchronization

/// A place for an object that is made when it is first asked for; several threads may ask at
/// once. `AtomicLazyReference` is the same, at a thousand times the cost of a look: its code is not
/// specialised.
struct SetOnce<Instance: AnyObject & Sendable>: ~Copyable, @unchecked Sendable {
  // SAFETY: the bits are 0 or those of an object that this place owns until it is gone itself.
  private let bits = Atomic<UInt>(0)

  init() {}

  @inline(__always)
  func load() -> Instance? {
    guard let pointer = UnsafeRawPointer(bitPattern: bits.load(ordering: .acquiring)) else {
      return nil
    }
    return Unmanaged<Instance>.fromOpaque(pointer).takeUnretainedValue()
  }

  /// The object that is there, which is the one given only where there was none.
  @inline(__always)
  func storeIfNil(_ instance: Instance) -> Instance {
    let given = Unmanaged.passRetained(instance)
    let (exchanged, _) = bits.compareExchange(
      expected: 0, desired: UInt(bitPattern: given.toOpaque()), ordering: .acquiringAndReleasing)
    if exchanged { return instance }
    given.release()
    return load() ?? instance
  }

  deinit {
    if let pointer = UnsafeRawPointer(bitPattern: bits.load(ordering: .acquiring)) {
      Unmanaged<Instance>.fromOpaque(pointer).release()
    }
  }
}

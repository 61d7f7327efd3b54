/// A run of values that grows and then becomes a vector without being copied.
///
/// Large runs grow by moving pages, so growing costs little more than writing.
struct GrowingMemory<Element: BitwiseCopyable & Sendable>: ~Copyable {
  private(set) var start: UnsafeMutablePointer<Element>
  private(set) var capacity: Int
  var count = 0

  init(capacity: Int = 16) {
    self.capacity = max(capacity, 1)
    start = RawMemory.resize(nil, to: self.capacity * MemoryLayout<Element>.stride)
      .bindMemory(to: Element.self, capacity: self.capacity)
  }

  deinit { RawMemory.release(start) }

  mutating func reserve(_ wanted: Int) {
    if wanted > capacity { resize(to: max(wanted, capacity + capacity / 2)) }
  }

  mutating func append(_ value: Element) {
    reserve(count + 1)
    start[count] = value
    count += 1
  }

  mutating func append(_ source: UnsafePointer<Element>, count added: Int) {
    reserve(count + added)
    (start + count).update(from: source, count: added)
    count += added
  }

  mutating func append(repeating value: Element, count added: Int) {
    reserve(count + added)
    (start + count).update(repeating: value, count: added)
    count += added
  }

  var buffer: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: start, count: count) }

  /// Hands the memory over to a vector, which frees it.
  consuming func finish() -> Vector<Element> {
    // What was reserved and never touched takes no memory; only small runs are cut to size.
    let memory = ReleasedMemory(start, count: count * MemoryLayout<Element>.stride)
    let vector = Vector(buffer: UnsafeBufferPointer(start: start, count: count), owner: memory)
    discard self
    return vector
  }

  /// The same where the memory cannot be consumed: it is empty afterwards.
  mutating func take() -> Vector<Element> {
    let memory = ReleasedMemory(start, count: count * MemoryLayout<Element>.stride)
    let vector = Vector(buffer: UnsafeBufferPointer(start: start, count: count), owner: memory)
    capacity = 1
    count = 0
    start = RawMemory.resize(nil, to: MemoryLayout<Element>.stride)
      .bindMemory(to: Element.self, capacity: 1)
    return vector
  }

  /// Hands the memory over to a caller, who frees it.
  consuming func release() -> UnsafeMutablePointer<Element> {
    let memory = start
    discard self
    return memory
  }

  private mutating func resize(to wanted: Int) {
    start = RawMemory.resize(start, to: wanted * MemoryLayout<Element>.stride)
      .bindMemory(to: Element.self, capacity: wanted)
    capacity = wanted
  }
}

/// Memory of the C library, freed with its last reference.
final class ReleasedMemory {
  private let start: UnsafeMutableRawPointer
  private let count: Int

  /// `count`: bytes that are used.
  init(_ start: UnsafeMutableRawPointer, count: Int) {
    self.start = start
    self.count = count
    MemoryUse.grew(by: count)
  }

  deinit {
    MemoryUse.shrank(by: count)
    RawMemory.release(start)
  }
}

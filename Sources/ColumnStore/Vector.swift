/// An immutable run of fixed-size values, in memory of its own or inside a mapped file.
///
/// Kernels work on `buffer`; the owner keeps the memory alive as long as any vector over it.
package struct Vector<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  // SAFETY: the memory is never written after `init`, and `owner` frees it only when the last
  // vector over it is gone; that makes sharing between threads sound.
  package let buffer: UnsafeBufferPointer<Element>
  private let owner: AnyObject?
  /// Bounds of its blocks, where they were found when a file was read.
  package let blocks: BlockBounds?

  /// Memory inside something that `owner` keeps alive (a mapped store file).
  package init(
    buffer: UnsafeBufferPointer<Element>, owner: AnyObject?, blocks: BlockBounds? = nil
  ) {
    self.buffer = buffer
    self.owner = owner
    self.blocks = blocks
  }

  /// Memory of its own, which the closure must fill completely.
  package init(
    count: Int, filling fill: (UnsafeMutableBufferPointer<Element>) throws -> Void
  ) rethrows {
    let memory = WorkMemory<Element>(count: count)
    try fill(memory.buffer)
    buffer = UnsafeBufferPointer(memory.buffer)
    owner = memory
    blocks = nil
  }

  package init(_ elements: some Collection<Element>) {
    self.init(count: elements.count) { _ = $0.initialize(from: elements) }
  }

  package init(repeating value: Element, count: Int) {
    self.init(count: count) { $0.initialize(repeating: value) }
  }

  package var count: Int { buffer.count }

  package subscript(index: Int) -> Element { buffer[index] }
}

/// Memory for a run of values, not yet initialised. Large runs come from those given back before.
package final class WorkMemory<Element: BitwiseCopyable> {
  package let buffer: UnsafeMutableBufferPointer<Element>

  package init(count: Int) {
    let bytes = count * MemoryLayout<Element>.stride
    let memory = MemoryPool.take(bytes)
    buffer = .init(start: memory.bindMemory(to: Element.self, capacity: count), count: count)
    MemoryUse.grew(by: bytes)
  }

  deinit {
    let bytes = buffer.count * MemoryLayout<Element>.stride
    MemoryUse.shrank(by: bytes)
    if let start = buffer.baseAddress { MemoryPool.giveBack(UnsafeMutableRawPointer(start), bytes) }
  }
}

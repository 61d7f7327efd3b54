/// An immutable run of fixed-size values, in memory of its own or inside a mapped file.
///
/// Kernels work on `buffer`; the owner keeps the memory alive as long as any vector over it.
package struct Vector<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  // SAFETY: the memory is never written after `init`, and `owner` frees it only when the last
  // vector over it is gone; that makes sharing between threads sound.
  package let buffer: UnsafeBufferPointer<Element>
  private let owner: AnyObject?

  /// Memory inside something that `owner` keeps alive (a mapped store file).
  package init(buffer: UnsafeBufferPointer<Element>, owner: AnyObject?) {
    self.buffer = buffer
    self.owner = owner
  }

  /// Memory of its own, which the closure must fill completely.
  package init(
    count: Int, filling fill: (UnsafeMutableBufferPointer<Element>) throws -> Void
  ) rethrows {
    let memory = OwnedMemory<Element>(count: count)
    try fill(memory.buffer)
    buffer = UnsafeBufferPointer(memory.buffer)
    owner = memory
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

private final class OwnedMemory<Element: BitwiseCopyable> {
  let buffer: UnsafeMutableBufferPointer<Element>

  init(count: Int) {
    let memory = RawMemory.resize(nil, to: count * MemoryLayout<Element>.stride)
    buffer = .init(start: memory.bindMemory(to: Element.self, capacity: count), count: count)
    MemoryUse.grew(by: count * MemoryLayout<Element>.stride)
  }

  deinit {
    MemoryUse.shrank(by: buffer.count * MemoryLayout<Element>.stride)
    RawMemory.release(buffer.baseAddress)
  }
}

import ParallaxMath
import Testing

@Suite struct ParallelForTests {
  @Test(arguments: [0, 1, 2, 7, 64], [1, 2, 4, 100])
  func everyBlockIsVisitedOnce(blocks: Int, threads: Int) {
    let visits = UnsafeMutableBufferPointer<Int>.aligned(count: blocks, repeating: 0)
    defer { visits.deallocateAligned() }
    nonisolated(unsafe) let shared = visits
    parallelFor(blocks: blocks, threads: threads) { shared[$0] += 1 }
    #expect(visits.allSatisfy { $0 == 1 })
  }

  @Test(arguments: [0, 1, 3, 1000])
  func alignedMemoryStartsOnACacheLine(count: Int) {
    let buffer = UnsafeMutableBufferPointer<SIMD4<Double>>.aligned(count: count, repeating: .one)
    defer { buffer.deallocateAligned() }
    #expect(buffer.count == count && buffer.allSatisfy { $0 == .one })
    #expect(UInt(bitPattern: buffer.baseAddress) % 64 == 0)
  }
}

import ParallaxMath
import Testing

#if canImport(Glibc)
  import Glibc
#endif

@Suite struct ParallelForTests {
  @Test(arguments: [0, 1, 2, 7, 64], [1, 2, 4, 100])
  func everyBlockIsVisitedOnce(blocks: Int, threads: Int) {
    let visits = UnsafeMutableBufferPointer<Int>.aligned(count: blocks, repeating: 0)
    defer { visits.deallocateAligned() }
    nonisolated(unsafe) let shared = visits
    parallelFor(blocks: blocks, threads: threads) { shared[$0] += 1 }
    #expect(visits.allSatisfy { $0 == 1 })
  }

  @Test(arguments: [1, 2, 4, 9])
  func aTeamVisitsEveryBlockOfEveryJobOnce(threads: Int) {
    let visits = UnsafeMutableBufferPointer<Int>.aligned(count: 256, repeating: 0)
    defer { visits.deallocateAligned() }
    nonisolated(unsafe) let shared = visits
    var expected = [Int](repeating: 0, count: 256)
    WorkerTeam.with(threads: threads) { team in
      for round in 0..<3000 {
        let blocks = [0, 1, 2, 36, 256, 3][round % 6]
        team.parallelFor(blocks: blocks) { shared[$0] += 1 }
        for block in 0..<blocks { expected[block] += 1 }
        // Now and then the helpers have time to fall asleep.
        if round % 500 == 0 { usleep(2000) }
      }
    }
    #expect(visits.elementsEqual(expected))
  }

  @Test func teamsWithinParallelLoopsEnd() {
    let sums = UnsafeMutableBufferPointer<Int>.aligned(count: 32, repeating: 0)
    defer { sums.deallocateAligned() }
    nonisolated(unsafe) let shared = sums
    parallelFor(blocks: 32, threads: 8) { outer in
      WorkerTeam.with(threads: 4) { team in
        let own = UnsafeMutableBufferPointer<Int>.aligned(count: 8, repeating: 0)
        defer { own.deallocateAligned() }
        nonisolated(unsafe) let parts = own
        for _ in 0..<50 { team.parallelFor(blocks: 8) { parts[$0] += $0 } }
        shared[outer] = own.reduce(0, +)
      }
    }
    #expect(sums.allSatisfy { $0 == 28 * 50 })
  }

  @Test(arguments: [0, 1, 3, 1000])
  func alignedMemoryStartsOnACacheLine(count: Int) {
    let buffer = UnsafeMutableBufferPointer<SIMD4<Double>>.aligned(count: count, repeating: .one)
    defer { buffer.deallocateAligned() }
    #expect(buffer.count == count && buffer.allSatisfy { $0 == .one })
    #expect(UInt(bitPattern: buffer.baseAddress) % 64 == 0)
  }
}

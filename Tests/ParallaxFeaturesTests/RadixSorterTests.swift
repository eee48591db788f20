import ParallaxMath
import Testing

@testable import ParallaxFeatures

/// Short rows are sorted otherwise than long ones.
@Suite struct RadixSorterTests {
  @Test(
    arguments: [0, 1, 2, 8, 9, 31, 47, 48, 49, 500], [1, 3, 700, 1 << 25, (1 << 25) + 1, Int(UInt32.max)])
  func entriesAreInTheOrderOfTheirNumbersThenOfTheirComing(count: Int, limit: Int) {
    var generator = SeededGenerator(seed: UInt64(count + limit))
    var sorter = RadixSorter<UInt64>(limit: limit, lowestBit: 32)
    for round in 0..<3 {
      sorter.reserve(count)
      var entries: [UInt64] = []
      for place in 0..<count {
        // Few numbers, so that some are equal, and the largest there is.
        let number = place % 7 == 0 ? limit - 1 : Int(generator.next() % UInt64(min(limit, 20 + round)))
        entries.append(UInt64(number) << 32 | UInt64(place))
      }
      for entry in entries { sorter.add(entry) }
      sorter.sort()
      #expect(Array(UnsafeBufferPointer(start: sorter.entries, count: sorter.count)) == entries.sorted())
      sorter.removeAll()
    }
  }
}

import ParallaxMath
import Testing

@testable import ParallaxArticles

@Suite struct KeyTableTests {
  @Test func aTableAnswersAsADictionaryDoes() {
    var random = SeededGenerator(seed: 1)
    for count in [0, 1, 2, 17, 300] {
      var values: [UInt64: UInt8] = [:]
      for _ in 0..<count {
        values[.random(in: 1...1000, using: &random)] = .random(in: 1...255, using: &random)
      }
      let table = KeyTable(values)
      for key in 1...1000 { #expect(table[UInt64(key)] == values[UInt64(key)] ?? 0) }
    }
  }
}

import ParallaxMath
import Testing

@testable import ParallaxCoverage

@Suite struct ExpandedLevelTests {
  /// Upper 2.5 % points from tables of Student's t.
  @Test(arguments: [(1, 12.706), (2, 4.303), (9, 2.262), (11, 2.201), (15, 2.131), (29, 2.045), (120, 1.980)])
  func pointsAreThoseOfTables(_ degrees: Int, _ point: Double) {
    #expect(abs(ExpandedLevel.student(degrees: degrees) - point) < 0.001)
  }

  @Test func fewerUnitsAskForMoreAndManyForNinetyFive() {
    let levels = [3, 4, 5, 8, 20, 100, 1000].map(ExpandedLevel.of)
    #expect(levels == levels.sorted(by: >))
    #expect(levels.allSatisfy { $0 < 1 })
    #expect(levels[0] > 0.999_99)
    #expect(abs(levels[6] - 0.95) < 0.001)
  }
}

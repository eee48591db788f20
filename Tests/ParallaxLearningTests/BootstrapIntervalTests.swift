import ParallaxMath
import Testing

@testable import ParallaxLearning

@Suite struct BootstrapIntervalTests {
  private let values = (0..<100).map { Double($0 % 10) }

  private func mean(_ rows: [Int]) -> Double { rows.reduce(0) { $0 + values[$1] } / Double(rows.count) }

  @Test func theIntervalOfAMeanIsThatOfTheNormalDistribution() throws {
    let interval = try BootstrapInterval(rowCount: 100, resamples: 4000, seed: 3, statistic: mean)
    // The standard error is 2.872 / 10, and 1.96 of them either side.
    #expect(interval.estimate == 4.5)
    #expect(abs(interval.lower - (4.5 - 0.563)) < 0.05)
    #expect(abs(interval.upper - (4.5 + 0.563)) < 0.05)
  }

  @Test func theSameSeedGivesTheSameInterval() throws {
    let interval = try BootstrapInterval(rowCount: 100, seed: 3, statistic: mean)
    #expect(try BootstrapInterval(rowCount: 100, seed: 3, statistic: mean) == interval)
    #expect(try BootstrapInterval(rowCount: 100, seed: 4, statistic: mean) != interval)
  }

  @Test func rowsThatGoTogetherWidenTheInterval() throws {
    let alone = try BootstrapInterval(rowCount: 100, statistic: mean)
    let grouped = try BootstrapInterval(rowCount: 100, groups: (0..<100).map { $0 % 10 }, statistic: mean)
    #expect(grouped.upper - grouped.lower > 2 * (alone.upper - alone.lower))
  }

  @Test func groupsAreDrawnWhole() throws {
    let groups = [0, 0, 1, 1, 1, 2]
    let interval = try BootstrapInterval(rowCount: 6, groups: groups, resamples: 50) { rows in
      let isWhole = (0..<3).allSatisfy { group in
        let members = groups.indices.filter { groups[$0] == group }
        return Set(members.map { member in rows.count { $0 == member } }).count == 1
      }
      return isWhole ? 1 : 0
    }
    #expect(interval.lower == 1)
  }

  /// Of few values and of many, near the ends and not, with values that occur several times.
  @Test(arguments: [1, 2, 3, 7, 20, 33, 200, 201, 1000], [0.5, 0.8, 0.95, 0.99, 0.9999])
  func quantilesAreThoseOfSortedValues(count: Int, level: Double) {
    var generator = SeededGenerator(seed: UInt64(count))
    let values = (0..<count).map { _ in Double(generator.index(below: 100)) - 50 }
    let ends = BootstrapInterval.quantiles((1 - level) / 2, (1 + level) / 2, of: values)
    #expect(ends.lower == BootstrapInterval.quantile((1 - level) / 2, of: values.sorted()))
    #expect(ends.upper == BootstrapInterval.quantile((1 + level) / 2, of: values.sorted()))
  }

  @Test func settingsOutOfRangeAreRejected() {
    #expect(throws: TrainingError.self) { try BootstrapInterval(rowCount: 0) { _ in 0 } }
    #expect(throws: TrainingError.self) { try BootstrapInterval(rowCount: 2, groups: [0]) { _ in 0 } }
    #expect(throws: TrainingError.self) { try BootstrapInterval(rowCount: 2, level: 1) { _ in 0 } }
    #expect(throws: TrainingError.self) { try BootstrapInterval(rowCount: 2, resamples: 0) { _ in 0 } }
    #expect(throws: TrainingError.self) { try BootstrapInterval(rowCount: 2) { _ in .nan } }
  }
}

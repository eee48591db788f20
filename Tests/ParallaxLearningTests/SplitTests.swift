import ParallaxLearning
import ParallaxMath
import Testing

@Suite struct SplitTests {
  private func random(_ count: Int, below bound: Int, seed: UInt64) -> [Int] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in Int(generator.next() % UInt64(bound)) }
  }

  private func check(_ folds: [Fold], rowCount: Int) {
    #expect(folds.flatMap(\.validation).sorted() == Array(0..<rowCount))
    for fold in folds {
      #expect((fold.training + fold.validation).sorted() == Array(0..<rowCount))
      #expect(fold.training == fold.training.sorted() && !fold.validation.isEmpty)
    }
  }

  @Test(arguments: [2, 3, 5, 10], [10, 11, 103])
  func everyRowIsHeldOutOnceInFoldsOfOneSize(foldCount: Int, rowCount: Int) throws {
    let folds = try KFold(foldCount: foldCount, seed: 1).folds(rowCount: rowCount)
    check(folds, rowCount: rowCount)
    let sizes = folds.map(\.validation.count)
    #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
    #expect(try KFold(foldCount: foldCount, seed: 1).folds(rowCount: rowCount) == folds)
  }

  @Test func anotherSeedGivesOtherFolds() throws {
    #expect(try KFold(seed: 1).folds(rowCount: 50) != KFold(seed: 2).folds(rowCount: 50))
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func stratifiedFoldsHoldEachClassEvenly(seed: UInt64) throws {
    let labels = random(97, below: 4, seed: seed).map { $0 == 3 ? 0 : $0 }
    let folds = try KFold(foldCount: 4, seed: seed).stratifiedFolds(labels: labels)
    check(folds, rowCount: 97)
    for label in 0..<3 {
      let counts = folds.map { $0.validation.count { labels[$0] == label } }
      #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1)
    }
  }

  @Test(arguments: [UInt64(1), 2, 3], [true, false])
  func groupedFoldsNeverPartAGroup(seed: UInt64, isStratified: Bool) throws {
    let groups = random(200, below: 23, seed: seed).map { "outlet \($0)" }
    let labels = isStratified ? random(200, below: 3, seed: seed + 9) : nil
    let folds = try KFold(foldCount: 5, seed: seed).groupedFolds(groups: groups, labels: labels)
    check(folds, rowCount: 200)
    for fold in folds {
      #expect(Set(fold.training.map { groups[$0] }).isDisjoint(with: fold.validation.map { groups[$0] }))
      #expect(fold.validation.count > 20 && fold.validation.count < 60)
    }
    #expect(try KFold(foldCount: 5, seed: seed).groupedFolds(groups: groups, labels: labels) == folds)
  }

  @Test func labelsEvenOutTheClassesOfGroupedFolds() throws {
    // Groups of one class each, which sizes alone would spread by chance.
    let groups = (0..<120).map { $0 / 4 }
    let labels = groups.map { $0 % 3 }
    let folds = try KFold(foldCount: 5).groupedFolds(groups: groups, labels: labels)
    for fold in folds {
      for label in 0..<3 { #expect(fold.validation.count { labels[$0] == label } == 8) }
    }
  }

  @Test func noFoldStaysEmptyWithJustEnoughGroups() throws {
    let folds = try KFold(foldCount: 3).groupedFolds(
      groups: ["a"] + [String](repeating: "b", count: 50) + ["c"])
    check(folds, rowCount: 52)
  }

  @Test(arguments: [0.1, 0.2, 0.5, 0.9], [UInt64(1), 2, 3])
  func aGroupedSplitComesNearItsShare(share: Double, seed: UInt64) throws {
    let groups = random(400, below: 40, seed: seed)
    let fold = try GroupedSplit(validationShare: share, seed: seed).fold(groups: groups)
    #expect(Set(fold.training.map { groups[$0] }).isDisjoint(with: fold.validation.map { groups[$0] }))
    #expect(abs(Double(fold.validation.count) / 400 - share) < 0.05)
    #expect(fold.training.count + fold.validation.count == 400)
  }

  @Test func bothSidesOfAGroupedSplitHoldAGroup() throws {
    let groups = [Int](repeating: 0, count: 9) + [1]
    for seed in 0..<6 {
      for share in [0.01, 0.5, 0.99] {
        let fold = try GroupedSplit(validationShare: share, seed: UInt64(seed)).fold(groups: groups)
        #expect(!fold.training.isEmpty && !fold.validation.isEmpty)
      }
    }
  }

  @Test func tooFewRowsOrGroupsAreRejected() throws {
    #expect(throws: TrainingError.self) { try KFold(foldCount: 1) }
    #expect(throws: TrainingError.self) { try KFold(foldCount: 3).folds(rowCount: 2) }
    #expect(throws: TrainingError.self) { try KFold(foldCount: 3).groupedFolds(groups: [1, 1, 2, 2]) }
    #expect(throws: TrainingError.self) { try KFold(foldCount: 2).groupedFolds(groups: [1, 2], labels: [1]) }
    #expect(throws: TrainingError.self) { try GroupedSplit(validationShare: 1) }
    #expect(throws: TrainingError.self) { try GroupedSplit().fold(groups: [1, 1]) }
  }

  @Test func aPurgedFoldSharesNoSecondGroupAndLosesNoRowToMeasureOn() throws {
    let outlets = random(200, below: 8, seed: 5)
    let events = random(200, below: 40, seed: 6)
    for fold in try KFold(foldCount: 4).groupedFolds(groups: outlets) {
      let purged = fold.purged(of: events)
      #expect(purged.validation == fold.validation)
      let held = Set(fold.validation.map { events[$0] })
      #expect(purged.training == fold.training.filter { !held.contains(events[$0]) })
    }
  }

  @Test func repetitionsDifferAndTheFirstIsTheDivisionItself() throws {
    let division = try KFold(foldCount: 3, seed: 11)
    let repeated = try division.repeated(4)
    #expect(repeated[0] == division)
    #expect(Set(repeated.map(\.seed)).count == 4)
    #expect(try division.repeated(4) == repeated)
    #expect(throws: TrainingError.self) { try division.repeated(0) }
  }
}

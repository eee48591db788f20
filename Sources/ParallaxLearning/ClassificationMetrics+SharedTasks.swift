extension ClassificationMetrics {
  /// The mean of the F1 of some classes, the others counting only through the errors they cause.
  ///
  /// SemEval-2016 task 6 takes FAVOR and AGAINST, leaving NONE out.
  ///
  /// - Precondition: `chosen` is not empty and holds indices of classes.
  public func meanF1(ofClasses chosen: [Int]) -> Double {
    precondition(!chosen.isEmpty, "no class chosen")
    return chosen.reduce(0) { $0 + perClass[$1].f1 } / Double(chosen.count)
  }

  /// The score of the Fake News Challenge, stage 1, as a share of the highest possible.
  ///
  /// A row scores 0.25 where related and unrelated are told apart rightly, and 0.75 more where it is
  /// related and its label right.
  ///
  /// - Precondition: `unrelated` is the index of a class.
  public func fnc1Score(unrelatedClass unrelated: Int) -> Double {
    precondition(classes.indices.contains(unrelated), "class \(unrelated) of \(classes.count)")
    var score = 0.0
    var highest = 0.0
    for gold in classes.indices {
      for predicted in classes.indices {
        let rows = Double(confusionMatrix[gold][predicted])
        highest += rows * (gold == unrelated ? 0.25 : 1)
        guard (gold == unrelated) == (predicted == unrelated) else { continue }
        score += rows * (gold != unrelated && gold == predicted ? 1 : 0.25)
      }
    }
    return score / highest
  }
}

import Foundation
import Parallax
import Testing

/// What the documents show of training a classifier, word for word.
@Suite struct TrainingTests {
  private static let reviews: [(text: String, label: String)] = [
    ("Both sides met the mayor and talks go on.", "calm"), ("The court heard both sides on Monday.", "calm"),
    ("The mayor urged talks before the weekend.", "calm"), ("An angry mob set the hall on fire.", "loud"),
    ("Furious crowds stormed the burning court.", "loud"), ("The mob screamed as the fire spread.", "loud"),
  ]

  @Test func fiveLinesTrainAskAndSave() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "parallax-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let reviews = Self.reviews

    let examples = reviews.map { LabeledExample(text: $0.text, label: $0.label) }
    let classifier = try ClassifierRecipe().train(on: examples).classifier
    let prediction = classifier.classify("The mayor urged both sides to talk.")
    let answer = (prediction.label, prediction.probabilities)
    try classifier.write(to: folder)

    #expect(answer.0 == "calm")
    #expect(answer.1.count == 2 && abs(answer.1.reduce(0, +) - 1) < 1e-9)
    #expect(
      try TextClassifier(contentsOf: folder).classify("The mayor urged both sides to talk.") == prediction)
  }
}

import Foundation
import ParallaxModels
import Testing

@Suite struct ModelCardTests {
  private func sample() -> ModelDescription {
    var description = ModelDescription(
      name: "tone", version: "1", task: "Tells two ways of wording apart.", labels: ["calm", "loud"])
    description.data = [.init(name: "Invented news", licence: "CC0-1.0", records: 120, note: "two | columns")]
    description.split = "By outlet: no outlet stands on both sides."
    description.seed = 7
    description.trainingCommand = "parallax train --task tone \\\n  --output tone"
    description.scores = [
      .init(system: "this model", split: "test", count: 40, metrics: ["macro_f1": 0.75, "accuracy": 0.8]),
      .init(system: "most frequent", isBaseline: true, split: "test", count: 40, metrics: ["accuracy": 0.5]),
    ]
    description.intendedUse = ["Showing <which> words differ."]
    description.limits = ["English only."]
    return description
  }

  @Test func theCardSaysAllThereIsToKnow() throws {
    let expected = """
      # tone

      Tells two ways of wording apart.

      Version 1.

      A label says which of the training examples the wording of a text resembles. It does not say whether \
      the text is true or fair, nor what its author thinks.

      ## Labels

      - calm
      - loud

      ## Intended use

      - Showing &lt;which> words differ.

      ## Limits

      - English only.

      ## Data

      | data | licence | records | note |
      | --- | --- | ---: | --- |
      | Invented news | CC0-1.0 | 120 | two \\| columns |

      ## Split

      By outlet: no outlet stands on both sides.

      ## Training

      Seed 7.

          parallax train --task tone \\
            --output tone

      ## Measured scores

      | system | measured on | n | accuracy | macro_f1 |
      | --- | --- | ---: | ---: | ---: |
      | this model | test | 40 | 0.8000 | 0.7500 |
      | most frequent (baseline) | test | 40 | 0.5000 |  |

      """
    #expect(try ModelCard(sample()).text == expected)
  }

  @Test func sectionsWithoutContentsAreLeftOut() throws {
    let card = try ModelCard(ModelDescription(name: "a", version: "1", task: "T.", labels: ["x"]))
    #expect(card.text.contains("## Labels"))
    #expect(!card.text.contains("## Data"))
    #expect(!card.text.contains("## Measured scores"))
  }

  @Test func descriptionsAreReadBackAndNeedOnlyTheirFirstFields() throws {
    let description = sample()
    let data = try JSONEncoder().encode(description)
    #expect(try JSONDecoder().decode(ModelDescription.self, from: data) == description)
    #expect(String(decoding: data, as: UTF8.self).contains("\"training_command\""))
    let short = Data(#"{"name":"a","version":"1","task":"T.","labels":["x"]}"#.utf8)
    #expect(
      try JSONDecoder().decode(ModelDescription.self, from: short)
        == ModelDescription(name: "a", version: "1", task: "T.", labels: ["x"]))
  }

  @Test(arguments: ["", "A", "a b", "a/b", "../a", ".a", "-a", "é", String(repeating: "a", count: 65)])
  func namesThatAreNoFolderAreRejected(name: String) {
    let description = ModelDescription(name: name, version: "1", task: "T.", labels: ["x"])
    #expect(throws: ModelError.self) { try description.validate() }
  }

  @Test func labelsMustDifferAndScoresBeFinite() {
    var description = ModelDescription(name: "a", version: "1", task: "T.", labels: ["x", "x"])
    #expect(throws: ModelError.self) { try description.validate() }
    description.labels = ["x", "y"]
    description.scores = [.init(system: "s", split: "t", count: 1, metrics: ["f1": .nan])]
    let error = #expect(throws: ModelError.self) { try ModelCard(description) }
    #expect(error?.code == .notFinite)
  }
}

@Suite struct QualityFloorsTests {
  @Test func everyScoreBelowItsFloorIsNamed() throws {
    let floors = try QualityFloors(
      floors: ["accuracy": 0.8, "macro_f1": 0.7, "recall": 0.1], measuredOn: "test")
    #expect(throws: Never.self) {
      try floors.check(against: ["accuracy": 0.8, "macro_f1": 0.9, "recall": 0.1])
    }
    let error = #expect(throws: ModelError.self) {
      try floors.check(against: ["accuracy": 0.79, "macro_f1": .nan])
    }
    #expect(error?.code == .belowFloor)
    #expect(
      error?.message
        == "measured on test: accuracy is 0.79, its floor is 0.8; macro_f1 is nan, its floor is 0.7; "
        + "recall is not measured, its floor is 0.1")
  }

  @Test func floorsOnlyRise() throws {
    var floors = try QualityFloors(floors: ["accuracy": 0.8, "macro_f1": 0.7], measuredOn: "test")
    try floors.raise(to: ["accuracy": 0.6, "macro_f1": 0.75, "recall": 0.5])
    #expect(floors.floors == ["accuracy": 0.8, "macro_f1": 0.75, "recall": 0.5])
    #expect(throws: ModelError.self) { try floors.raise(to: ["accuracy": .infinity, "recall": 0.9]) }
    #expect(floors.floors["recall"] == 0.5)
  }

  @Test func floorsAreWrittenAndReadBack() throws {
    let folder = try TemporaryFolder()
    let floors = try QualityFloors(floors: ["macro_f1": 0.7, "accuracy": 0.8], measuredOn: "test")
    try floors.write(to: folder.file("quality.json"))
    #expect(try QualityFloors(contentsOf: folder.file("quality.json")) == floors)
    try AtomicFile.write(Array(#"{"floors":{"a":"high"}}"#.utf8), to: folder.file("bad.json"))
    let error = #expect(throws: ModelError.self) { try QualityFloors(contentsOf: folder.file("bad.json")) }
    #expect(error?.code == .malformed)
    #expect(error?.path == folder.file("bad.json"))
  }
}

import Foundation
import ParallaxFeatures
import ParallaxLearning
import ParallaxModels
import Testing

@Suite struct ClassifierRecipeTests {
  private func recipe(_ json: String) throws -> ClassifierRecipe {
    let folder = try TemporaryFolder()
    try Data(json.utf8).write(to: URL(filePath: folder.file("recipe.json")))
    return try ClassifierRecipe(contentsOf: folder.file("recipe.json"))
  }

  private static let description =
    #""description":{"name":"tone","version":"1","task":"t","labels":["a","b"]}"#

  @Test func aRecipeOfADescriptionAloneHasTheDefaults() throws {
    let recipe = try recipe("{\(Self.description)}")
    #expect(recipe.features.plainVectorizer == TFIDFVectorizer.Configuration())
    #expect(recipe.learner == .logisticRegression(.init()))
    #expect(recipe.evidence == ClassifierRecipe().evidence)
    #expect(recipe.minimumGroupFrequency == 1)
    #expect(recipe.groupWeight == .none)
    #expect(recipe.calibrationFolds == 5)
  }

  @Test func everySettingIsReadUnderItsName() throws {
    let recipe = try recipe(
      """
      {\(Self.description), "vectorizer": {"min_df": 2, "ngram_range": [1, 2], "max_features": null},
       "learner": {"C": 3, "class_weight": "balanced"}, "minimum_group_frequency": 4,
       "evidence": {"minimum_known_tokens": 5, "minimum_known_share": 0.5},
       "group_weight": "sqrt", "calibration_folds": 3}
      """)
    let vectorizer = try #require(recipe.features.plainVectorizer)
    #expect(vectorizer.minimumDocumentFrequency == 2)
    #expect(vectorizer.maximumN == 2)
    #expect(recipe.learner == .logisticRegression(.init(c: 3, classWeight: .balanced)))
    #expect(recipe.evidence == EvidenceRequirement(minimumKnownTokens: 5, minimumKnownShare: 0.5))
    #expect(recipe.minimumGroupFrequency == 4)
    #expect(recipe.groupWeight == .squareRoot)
    #expect(recipe.calibrationFolds == 3)
  }

  @Test func aSingleBlockOfWordsIsAVectorizerByAnotherName() throws {
    let recipe = try recipe(#"{"features": [{"name": "text", "vectorizer": {"min_df": 2}}]}"#)
    #expect(recipe.features.plainVectorizer?.minimumDocumentFrequency == 2)
    let changed = try recipe.setting(["features.0.vectorizer.min_df": "3"])
    #expect(changed.features.plainVectorizer?.minimumDocumentFrequency == 3)
    #expect(try recipe.setting(["vectorizer.min_df": "3"]) == changed)
    #expect(throws: ModelError.self) {
      try self.recipe(#"{"features": [{"name": "text", "vectorizer": {"mindf": 2}}]}"#)
    }
  }

  @Test func aRecipeWrittenIsReadBackTheSame() throws {
    var description = ModelDescription(name: "tone", version: "1", task: "t", labels: ["a", "b"])
    description.data = [.init(name: "d", licence: "l"), .init(name: "e", licence: "l", records: 3)]
    description.scores = [.init(system: "s", split: "v", count: 2, metrics: ["macro_f1": 0.5])]
    let original = ClassifierRecipe(
      description: description, minimumGroupFrequency: 2, groupWeight: .balanced, calibrationFolds: 0)
    let json = try JSONEncoder().encode(original)
    #expect(try recipe(String(decoding: json, as: UTF8.self)) == original)
  }

  @Test(
    arguments: [
      (#""min_df": 2"#, "min_df"),
      (#""group_wieght": "sqrt""#, "group_wieght"),
      (#""vectorizer": {"min_df": 2, "sublinear": true}"#, "vectorizer.sublinear"),
      (#""learner": {"c": 2}"#, "learner.c"),
      (#""learner": {"class_weights": null}"#, "learner.class_weights"),
      (#""evidence": {"minimum_known_tokens": 1, "minimum_known_share": 0, "words": 3}"#, "evidence.words"),
    ])
  func anUnknownKeyIsAnErrorThatNamesIt(member: String, key: String) throws {
    let error = #expect(throws: ModelError.self) { try recipe("{\(Self.description), \(member)}") }
    #expect(error?.code == .malformed)
    #expect(error?.message.contains("\"\(key)\"") == true)
    #expect(error?.path?.hasSuffix("recipe.json") == true)
  }

  @Test(arguments: [
    (#""licens": "x""#, "description.licens"),
    (#""data": [{"name": "d", "licence": "l", "note": "", "size": 1}]"#, "description.data.0.size"),
  ])
  func anUnknownKeyOfTheDescriptionIsNamedToo(member: String, key: String) throws {
    let json = #"{"description":{"name":"t","version":"1","task":"t","labels":["a","b"],\#(member)}}"#
    let error = #expect(throws: ModelError.self) { try recipe(json) }
    #expect(error?.message.contains("\"\(key)\"") == true)
  }

  @Test(
    arguments: [
      #""minimum_group_frequency": 0"#, #""learner": {"C": -1}"#, #""vectorizer": {"max_features": 0}"#,
      #""evidence": {"minimum_known_tokens": 1, "minimum_known_share": 2}"#,
    ])
  func aSettingOutOfItsRangeIsAnError(member: String) throws {
    let error = #expect(throws: ModelError.self) { try recipe("{\(Self.description), \(member)}") }
    #expect(error?.code == .invalid)
  }

  @Test func aGroupWeightNobodyKnowsIsAnError() throws {
    let error = #expect(throws: ModelError.self) {
      try recipe(#"{\#(Self.description), "group_weight": "equal"}"#)
    }
    #expect(error?.code == .malformed)
    #expect(error?.message.contains("group_weight") == true)
  }
}

import Foundation
import ParallaxFeatures
import ParallaxLearning
import ParallaxMath
import Testing

@testable import ParallaxModels

@Suite struct TextClassifierFileTests {
  @Test(arguments: [nil, 0.1 + 0.2] as [Double?]) func aClassifierIsReadBackBitForBit(calibration: Double?)
    throws
  {
    let folder = try TemporaryFolder()
    let classifier = try TextClassifierTests.sample(calibration: calibration)
    try classifier.write(to: folder.file("new/tone"))
    let copy = try TextClassifier(contentsOf: folder.file("new/tone"))
    #expect(copy.name == classifier.name)
    #expect(copy.labels == classifier.labels)
    #expect(copy.model == classifier.model)
    #expect(copy.calibration == classifier.calibration)
    #expect(copy.evidence == classifier.evidence)
    #expect(copy.description == classifier.description)
    #expect(copy.words.vocabulary == classifier.words.vocabulary)
    #expect(copy.words.idf.map(\.bitPattern) == classifier.words.idf.map(\.bitPattern))
    #expect(copy.words.configuration == classifier.words.configuration)
    #expect(try copy.encoded() == classifier.encoded())
    for text in TextClassifierTests.documents {
      #expect(copy.classify(text) == classifier.classify(text))
      #expect(copy.explain(text, top: 5) == classifier.explain(text, top: 5))
    }
    #expect(try folder.contents() == ["new"])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.file("new/tone")) == ["model.safetensors"])
  }

  @Test func truncationsAndDamageAreRejectedWithoutACrash() throws {
    let sound = try TextClassifierTests.sample().encoded()
    for count in stride(from: 0, to: sound.count, by: 13) {
      #expect(throws: ModelError.self) { try SafetensorsFile(bytes: Array(sound[..<count])) }
    }
    var generator = SeededGenerator(seed: 8)
    for _ in 0..<500 {
      var bytes = sound
      let index = Int.random(in: 0..<bytes.count, using: &generator)
      bytes[index] ^= UInt8.random(in: 1...255, using: &generator)
      #expect(throws: ModelError.self) { try TextClassifier(SafetensorsFile(bytes: bytes)) }
    }
  }

  /// Changes made before the checksum is: files that are whole but make no sense.
  private func rejection(
    _ metadata: [String: String?] = [:], weights: [Float] = [1, 2, 3, 4], offsets: [UInt32] = [0, 1, 2],
    terms: String = "ab", idf: [Float] = [1, 1], calibration: [Double] = [1]
  ) throws -> ModelError? {
    var strings = [
      "parallax_kind": "text-classifier", "name": "tone", "labels": #"["x","y"]"#, "vectorizer": "{}",
      "evidence": #"{"minimum_known_tokens":1,"minimum_known_share":0}"#,
    ]
    for (key, value) in metadata { strings[key] = value }
    var writer = try SafetensorsWriter(metadata: strings)
    try writer.add("weights", weights, shape: [weights.count / 2, 2])
    try writer.add("intercepts", [0, 0] as [Float])
    try writer.add("idf", idf)
    try writer.add("calibration", calibration, shape: calibration.count == 1 ? [] : nil)
    try writer.add("vocabulary.offsets", offsets)
    try writer.add("vocabulary.terms", Array(terms.utf8))
    let file = try SafetensorsFile(bytes: writer.encoded())
    do throws(ModelError) {
      _ = try TextClassifier(file)
      return nil
    } catch {
      return error
    }
  }

  @Test func wholeFilesThatMakeNoSenseAreRejectedInPlainWords() throws {
    #expect(try rejection() == nil)
    #expect(try rejection(["parallax_kind": "ranker"])?.message.contains("\"ranker\"; expected") == true)
    #expect(try rejection(["parallax_kind": nil])?.code == .incompatible)
    #expect(try rejection(["labels": nil])?.message.contains("lacks \"labels\"") == true)
    #expect(try rejection(["labels": "["])?.code == .malformed)
    #expect(try rejection(["labels": #"["x","x"]"#])?.code == .invalid)
    #expect(try rejection(["labels": #"["x"]"#])?.message.contains("[2, 2]; expected [2, 1]") == true)
    #expect(try rejection(["name": "/etc"])?.code == .invalid)
    #expect(try rejection(["vectorizer": #"{"ngram_range":[2,1]}"#])?.message.contains("ngram_range") == true)
    #expect(
      try rejection(["evidence": #"{"minimum_known_tokens":-1,"minimum_known_share":0}"#])?.code == .invalid)
    #expect(
      try rejection(["description": "{}"])?.message.contains("the description is of \"classifier\"") == true)
    let nested = String(repeating: "[", count: 100_000)
    #expect(try rejection(["labels": nested])?.code == .malformed)
    #expect(try rejection(weights: [1, 2, .nan, 4])?.code == .notFinite)
    #expect(try rejection(weights: [1, 2])?.code == .incompatible)
    #expect(try rejection(idf: [1, .infinity])?.code == .notFinite)
    #expect(try rejection(idf: [1])?.code == .malformed)
    #expect(try rejection(terms: "ba")?.code == .malformed)
    #expect(try rejection(terms: "aa")?.code == .malformed)
    #expect(try rejection(offsets: [0, 5, 2])?.code == .malformed)
    #expect(try rejection(offsets: [0, 2, 1])?.code == .malformed)
    #expect(try rejection(offsets: [])?.code == .malformed)
    #expect(try rejection(calibration: [-1])?.code == .invalid)
    #expect(try rejection(calibration: [.nan])?.code == .notFinite)
    #expect(try rejection(calibration: [1, 1])?.code == .incompatible)
  }

  @Test func aMissingModelIsNamed() throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: ModelError.self) { try TextClassifier(contentsOf: folder.path) }
    #expect(error?.code == .missing)
    #expect(error?.path == folder.file("model.safetensors"))
  }
}

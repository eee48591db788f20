import Foundation
import ParallaxFeatures
import ParallaxModels
import ParallaxText
import Testing

@Suite struct VectorizerFileTests {
  private static let documents = [
    "The ministers were running in Zürich.", "A minister ran; the US did not.", "us",
  ]

  private static func sample() throws -> TFIDFVectorizer {
    var settings = TFIDFVectorizer.Configuration()
    (settings.maximumN, settings.sublinearTF, settings.lowercase) = (2, true, false)
    settings.stemmer = Stemmer(language: "english")
    settings.stripAccents = .unicode
    settings.stopWords = ["the", "we"]
    return try TFIDFVectorizer.fit(documents, configuration: settings)
  }

  @Test func aVectorizerIsReadBackBitForBit() throws {
    let folder = try TemporaryFolder()
    let vectorizer = try Self.sample()
    try vectorizer.write(to: folder.file("fitted.safetensors"))
    let copy = try TFIDFVectorizer(contentsOf: folder.file("fitted.safetensors"))
    #expect(copy.vocabulary == vectorizer.vocabulary)
    #expect(copy.idf.map(\.bitPattern) == vectorizer.idf.map(\.bitPattern))
    #expect(copy.configuration == vectorizer.configuration)
    #expect(copy.transform(Self.documents) == vectorizer.transform(Self.documents))
    #expect(try copy.encoded() == vectorizer.encoded())
  }

  @Test func theVectorizerOfAClassifierIsReadFromItsFolderAndItsFile() throws {
    let folder = try TemporaryFolder()
    let classifier = try TextClassifierTests.sample()
    let expected = try #require(classifier.features.wordVectorizer)
    try classifier.write(to: folder.file("tone"))
    for path in [folder.file("tone"), folder.file("tone/model.safetensors")] {
      let vectorizer = try TFIDFVectorizer(contentsOf: path)
      #expect(vectorizer.vocabulary == expected.vocabulary)
      #expect(vectorizer.configuration == expected.configuration)
    }
  }

  @Test func whatIsNoVectorizerIsToldWithItsPath() throws {
    let folder = try TemporaryFolder()
    func error(_ path: String) -> ModelError? {
      do throws(ModelError) {
        _ = try TFIDFVectorizer(contentsOf: path)
        return nil
      } catch { return error }
    }
    #expect(error(folder.file("none"))?.code == .missing)
    var writer = try SafetensorsWriter(metadata: ["parallax_kind": "space"])
    try writer.add("idf", [Float(1)])
    try writer.write(to: folder.file("other"))
    #expect(error(folder.file("other"))?.code == .incompatible)
    #expect(error(folder.file("other"))?.description.contains(folder.file("other")) == true)
    let sound = try Self.sample().encoded()
    for count in stride(from: 0, to: sound.count, by: 97) {
      try Data(sound[..<count]).write(to: URL(filePath: folder.file("cut")))
      #expect(error(folder.file("cut")) != nil)
    }
  }
}

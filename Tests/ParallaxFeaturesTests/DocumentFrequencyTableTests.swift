import ParallaxFeatures
import Testing

@Suite struct DocumentFrequencyTableTests {
  private func table(_ frequencies: DocumentFrequencies) -> [UInt8] {
    var bytes: [UInt8] = []
    frequencies.encodeTable { (piece: [UInt8]) in bytes += piece }
    return bytes
  }

  @Test func tablesReadBackAndPartsAddUpToTheWhole() throws {
    let documents = ["the talks began", "the talks ended", "nobody signed the text"]
    let whole = try DocumentFrequencies.counting(documents)
    let lines = String(decoding: table(whole), as: UTF8.self).split(separator: "\n")
    #expect(lines[0].hasPrefix("documents\t3\tanalyzer=word "))
    #expect(lines[1] == "began\t1\t1")
    let bare = "documents\t1\nbegan\t1\t1\n"
    #expect(try DocumentFrequencies(table: Array(bare.utf8)).settings == nil)
    #expect(try DocumentFrequencies(table: table(whole)) == whole)
    var parts = try DocumentFrequencies(table: table(try .counting(documents[..<1])))
    try parts.merge(try DocumentFrequencies(table: table(try .counting(documents[1...]))))
    #expect(parts == whole)
    #expect(
      try parts.vectorizer().transform(documents[0])
        == (try TFIDFVectorizer.fit(documents)).transform(documents[0]))
  }

  @Test(arguments: [
    "", "terms\t3\n", "documents\t2\nword\n", "documents\t2\nword\tx\t1\n",
    "documents\t2\nb\t1\t1\na\t1\t1\n",
    "documents\t1\nword\t2\t2\n", "documents\t1\nword\t1\t1\textra\n",
  ])
  func malformedTablesAreRefused(text: String) {
    #expect(throws: FeatureError.self) { try DocumentFrequencies(table: Array(text.utf8)) }
  }
}

import Foundation
import ParallaxMath
import ParallaxText
import Testing

@testable import ParallaxFeatures

@Suite struct TargetFeatureTests {
  static func document(_ text: String, _ target: String) throws -> TargetedText {
    let range = try #require(text.range(of: target))
    let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
    return TargetedText(text, target: start..<start + target.utf8.count)
  }

  static let texts: [(String, String)] = [
    ("The mayor praised Ada Lind, but Karl Moe blamed the council.", "Ada Lind"),
    ("The mayor praised Ada Lind, but Karl Moe blamed the council.", "Karl Moe"),
    ("“Nobody did more,” said Moe’s aide, who never liked Lind.", "Lind"),
    ("Lind did not resign.", "Lind"), ("They thanked Lind.", "Lind"), ("Lind", "Lind"),
  ]

  static func documents() throws -> [TargetedText] { try texts.map { try document($0.0, $0.1) } }

  static func names(
    _ groups: [TargetVectorizer.Group], _ text: String, _ target: String, window: Int = 8
  ) throws -> [String: Float] {
    var scanner = TargetScanner(.init(groups: groups, window: window))
    var found: [String: Float] = [:]
    scanner.scan(TargetTokens(try document(text, target), reach: 80)) { name, value, combination, _ in
      let name = String(decoding: name, as: UTF8.self)
      found[name] = combination == .sum ? (found[name] ?? 0) + value : value
    }
    return found
  }

  @Test func featuresAreNamedByTheirGroupAndSide() throws {
    let text = "He never said that Moe lied, though."
    let positions = try Self.names([.positions], text, "Moe")
    #expect(Set(positions.keys) == ["l0:that", "l1:said", "l2:never", "r0:lied", "r1:,", "r2:though"])
    #expect(
      Set(try Self.names([.neighbors], text, "Moe").keys) == [
        "t2:that TARGET", "t2:TARGET lied", "t3:said that TARGET", "t3:that TARGET lied", "t3:TARGET lied ,",
      ])
    // "that" and the comma end the clause on their sides.
    #expect(Set(try Self.names([.clause], text, "Moe").keys) == ["cr:lied"])
    #expect(Set(try Self.names([.mention], text, "Moe").keys) == ["m:moe"])
    #expect(Set(try Self.names([.pairs], "A Moe b", "Moe").keys) == ["b:a TARGET", "b:TARGET b"])
    #expect(Set(try Self.names([.negation], "Moe did not lie today", "Moe").keys) == ["n:lie", "n:today"])
  }

  @Test func windowsCountByDistanceAndRepeatedWordsAddUp() throws {
    let found = try Self.names([.windows], "so so Moe so", "Moe", window: 2)
    #expect(abs((found["L:so"] ?? 0) - (1 + 1 / 1.15)) < 1e-6)
    #expect(found["R:so"] == 1)
    #expect(try Self.names([.windows], "a b c Moe", "Moe", window: 2).count == 2)
  }

  @Test func quotationAndPlaceAreTold() throws {
    #expect(try Self.names([.quotation], "“Moe lied,” he said.", "Moe").keys.first == "quoted")
    #expect(try Self.names([.quotation], "He “lied” to Moe.", "Moe").keys.first == "unquoted")
    #expect(try Self.names([.place], "Moe lied to us all", "Moe").keys.first == "quarter0")
    #expect(try Self.names([.place], "We all know that of Moe", "Moe").keys.first == "quarter3")
  }

  @Test func rowsHaveLengthOneAndOccurrencesStandWhereTheirWordsAre() throws {
    let documents = try Self.documents()
    let vectorizer = try TargetVectorizer.fit(documents, configuration: .init(minimumDocumentFrequency: 1))
    for document in documents {
      let row = vectorizer.transform(document)
      #expect(abs(row.dot(row) - 1) < 1e-5)
      let places = vectorizer.occurrences(in: document)
      #expect(Set(places.map { Int32($0.term) }) == Set(row.indices))
      for place in places {
        let name = vectorizer.vocabulary.term(at: place.term)
        let words = document.text.slice(utf8: place.range).lowercased()
        let last = name.split(separator: ":", maxSplits: 1).last?.split(separator: " ").last ?? ""
        #expect(
          last == "TARGET" || name.hasPrefix("quarter") || name.hasSuffix("quoted")
            || words.replacingOccurrences(of: "’", with: "'").hasSuffix(last))
      }
    }
  }

  /// One sentence, two targets: what is said of the one must not be said of the other.
  @Test func twoTargetsOfOneSentenceHaveDifferentRows() throws {
    let documents = try Self.documents()
    let vectorizer = try TargetVectorizer.fit(documents, configuration: .init(minimumDocumentFrequency: 1))
    #expect(vectorizer.transform(documents[0]) != vectorizer.transform(documents[1]))
  }

  @Test func rareFeaturesAreLeftOutAndIdfIsSmooth() throws {
    let documents = try Self.documents()
    let vectorizer = try TargetVectorizer.fit(documents)
    let all = documents.map { document in
      Set(TargetVectorizerProbe.names(of: document, vectorizer.configuration))
    }
    for column in 0..<vectorizer.vocabulary.count {
      let name = vectorizer.vocabulary.term(at: column)
      let frequency = all.count { $0.contains(name) }
      #expect(frequency >= 2)
      let idf = log((1 + Double(documents.count)) / (1 + Double(frequency))) + 1
      #expect(abs(Double(vectorizer.idf[column]) - idf) < 1e-6)
    }
  }

  @Test func targetsBeyondTheTextAreClampedAndTextsWithoutWordsAreEmptyRows() throws {
    let vectorizer = try TargetVectorizer.fit(try Self.documents())
    for (text, target) in [("", 0..<9), ("Moe", 50..<60), ("…", 0..<3), ("\u{0}", 0..<1)] {
      let row = vectorizer.transform(TargetedText(text, target: target))
      #expect(row.values.allSatisfy { $0.isFinite })
    }
    #expect(throws: FeatureError.self) { try TargetVectorizer.fit([]) }
    #expect(throws: FeatureError.self) {
      try TargetVectorizer.fit([TargetedText("Moe", target: 0..<3)], configuration: .init(groups: []))
    }
  }

  static func vectors() throws -> TermVectors {
    let words = [
      "aide", "blamed", "council", "did", "liked", "mayor", "more", "never", "nobody", "praised", "resign",
      "said",
      "thanked", "the", "they", "who",
    ]
    var random = SeededGenerator(seed: 8)
    let codes = (0..<words.count * 5).map { _ in Int8.random(in: -127...127, using: &random) }
    return try TermVectors(
      vocabulary: Vocabulary(terms: words), counts: words.map { UInt32($0.utf8.count) }, dimension: 5,
      codes: codes)
  }

  @Test func whatWordsAddSumsToThePoolsOfATextWithAndWithoutATarget() throws {
    let pooler = try VectorPooler(
      vectors: Self.vectors(), configuration: .init(pools: VectorPooler.Pool.allCases, dimension: 4))
    for document in try Self.documents() {
      for target in [document.target, nil] {
        let pool = pooler.pool(document.text, target: target)
        var sum = [Float](repeating: 0, count: pooler.columnCount)
        for share in pooler.shares(of: document.text, target: target) {
          for column in sum.indices { sum[column] += share.values[column] }
          #expect(document.text.slice(utf8: share.range).lowercased() == share.word)
        }
        #expect(zip(sum, pool).allSatisfy { abs($0 - $1) < 1e-5 })
        for (place, own) in pooler.configuration.pools.enumerated() where own != .maximum {
          let square = pool[place * 4..<(place + 1) * 4].reduce(0) { $0 + $1 * $1 }
          #expect(square == 0 || abs(square - 1) < 1e-5)
          if target == nil, own.needsTarget { #expect(square == 0) }
        }
      }
    }
  }

  @Test func aMeanIsTheSumOfUnitVectorsScaledToLengthOne() throws {
    let vectors = try Self.vectors()
    let pooler = try VectorPooler(vectors: vectors, configuration: .init(pools: [.mean], dimension: 5))
    let rows = try ["they", "praised", "who"].map { try #require(vectors.row(of: $0)) }
    var sum = [Float](repeating: 0, count: 5)
    for row in rows { for (index, value) in vectors.vector(at: row).enumerated() { sum[index] += value } }
    let length = sum.reduce(Float(0)) { $0 + $1 * $1 }.squareRoot()
    let pool = pooler.pool("They praised … WHO? Zebras.")
    #expect(zip(sum, pool).allSatisfy { abs($0 / length - $1) < 1e-5 })
    #expect(pooler.coverage(of: "They praised … WHO? Zebras.") == (3, 4))
    #expect(pooler.pool("").allSatisfy { $0 == 0 } && pooler.pool("zebra").allSatisfy { $0 == 0 })
  }

  @Test func surfaceNumbersAreOnePerNameAndFiniteForAnyText() {
    let surface = SurfaceFeatures()
    for text in [
      "", "“Really?!” he said — sadly, 3 times.", "\u{0}\u{FFFD}", String(repeating: "a ", count: 5000),
    ] {
      let values = surface.values(of: text)
      #expect(values.count == SurfaceFeatures.names.count && values.allSatisfy(\.isFinite))
    }
    let values = surface.values(of: "“Really?!” he said — sadly, 3 times.")
    let named = Dictionary(uniqueKeysWithValues: zip(SurfaceFeatures.names, values))
    #expect(named["quotation_marks"] == 2 && named["exclamations"] == 1 && named["questions"] == 1)
    #expect(named["reported"] == 1 && named["adverbs"] == 2 / 5.0)
  }
}

/// The names of all features of a document.
enum TargetVectorizerProbe {
  static func names(of document: TargetedText, _ settings: TargetVectorizer.Configuration) -> [String] {
    var scanner = TargetScanner(settings)
    var names: [String] = []
    scanner.scan(TargetTokens(document, reach: settings.reach)) { name, _, _, _ in
      names.append(String(decoding: name, as: UTF8.self))
    }
    return names
  }
}

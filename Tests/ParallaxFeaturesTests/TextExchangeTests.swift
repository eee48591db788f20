import ParallaxFeatures
import ParallaxMath
import Testing

@Suite struct SVMLightTests {
  private func text(_ rows: LabeledRows, _ format: SVMLight = SVMLight()) -> [UInt8] {
    var bytes: [UInt8] = []
    format.encode(rows) { bytes += $0 }
    return bytes
  }

  @Test(arguments: 0..<40, [true, false]) func rowsComeBackAsTheyWere(seed: Int, isZeroBased: Bool) throws {
    var rows = RandomRows(seed: UInt64(seed))
    let matrix = rows.matrix(rows: 1 + seed, columns: 1 + seed % 30, density: 0.4)
    let labels = (0...seed).map { _ in Double(rows.value()) }
    let labelled = LabeledRows(matrix: matrix, labels: labels)
    let format = SVMLight(isZeroBased: isZeroBased)
    let found = try format.decode(text(labelled, format), columnCount: matrix.columnCount)
    #expect(found == labelled)
  }

  @Test func columnsCountFromOneUnlessToldOtherwise() throws {
    let matrix = try SparseMatrix(
      columnCount: 4, rowOffsets: [0, 2, 2, 3], columnIndices: [0, 3, 1], values: [0.25, 2, -1e-7])
    let rows = LabeledRows(matrix: matrix, labels: [1, -1, 0.5])
    #expect(text(rows) == Array("1 1:0.25 4:2\n-1\n0.5 2:-1e-07\n".utf8))
    #expect(text(rows, SVMLight(isZeroBased: true)) == Array("1 0:0.25 3:2\n-1\n0.5 1:-1e-07\n".utf8))
  }

  @Test func commentsQueriesAndEmptyLinesArePassedOver() throws {
    let found = try SVMLight().decode(
      Array("# made by hand\r\n+1 qid:7 1:.5\t3:1E2 # the first\r\n\r\n  \n-1 # none\n".utf8))
    #expect(found.labels == [1, -1])
    #expect(found.matrix.columnCount == 3)
    #expect(found.matrix.rowOffsets == [0, 2, 2])
    #expect(found.matrix.values == [0.5, 100])
  }

  @Test(arguments: [
    ("1 1:1\n1 0:1\n", "line 2", "from 1"), ("x 1:1\n", "line 1", "label"),
    ("1 1:1 1:2\n", "line 1", "ascend"),
    ("1 2:1 1:2\n", "line 1", "ascend"), ("\n\n1 1\n", "line 3", "no \":\""),
    ("1 1:one\n", "line 1", "number"),
    ("1 1:\n", "line 1", "number"), ("1,2 1:1\n", "line 1", "label"), ("1 9:1\n", "line 1", "past the last"),
    ("1 99999999999999999999:1\n", "line 1", "no column"), ("1 -1:1\n", "line 1", "no column"),
    ("1 1:0x10\n", "line 1", "number"), ("1 1:1e\n", "line 1", "number"),
  ])
  func faultsAreToldWithTheirLine(text: String, line: String, why: String) {
    let error = #expect(throws: FeatureError.self) {
      try SVMLight().decode(Array(text.utf8), columnCount: 5)
    }
    #expect(error?.message.hasPrefix(line) == true && error?.message.contains(why) == true)
  }

  @Test func columnsPastTwoToThe31AreRefused() {
    #expect(throws: FeatureError.self) { try SVMLight().decode(Array("1 2147483648:1\n".utf8)) }
  }

  @Test(arguments: [
    "0.1", "1e-45", "3.4028235e38", "16777217", "9007199254740993", "0.3000000119",
    "1.00000017881393432617187499",
    "1.00000017881393432617187501", "123456789012345678901234567890", "1e-40", "0", "-0", "5e22", "1e23",
    "0.000000000000000000000000000001", "00001.5", "1.", "1e+2", "7.0064923e-46",
  ])
  func numbersAreRoundedAsTheLanguageRoundsThem(number: String) throws {
    let found = try SVMLight().decode(Array("\(number) 1:\(number)\n".utf8))
    let plain = number.hasSuffix(".") ? number + "0" : number
    #expect(found.labels[0].bitPattern == Double(plain)?.bitPattern)
    #expect(found.matrix.values[0].bitPattern == Float(plain)?.bitPattern)
  }

  @Test func aSinkThatFailsStopsTheWriting() {
    struct Full: Error {}
    let rows = LabeledRows(
      matrix: RandomRows.matrix(seed: 1, rows: 3, columns: 3, density: 1), labels: [1, 2, 3])
    #expect(throws: Full.self) { try SVMLight().encode(rows) { _ in throw Full() } }
  }

  @Test func longTextsArriveInPieces() throws {
    let matrix = RandomRows.matrix(seed: 2, rows: 600, columns: 300, density: 1)
    let rows = LabeledRows(matrix: matrix, labels: [Double](repeating: 1, count: 600))
    var pieces: [Int] = []
    SVMLight().encode(rows) { pieces.append($0.count) }
    #expect(pieces.count > 1)
    #expect(pieces.reduce(0, +) == text(rows).count)
  }

  @Test func mutatedTextsNeverCrash() {
    let rows = LabeledRows(
      matrix: RandomRows.matrix(seed: 3, rows: 3, columns: 9, density: 0.5), labels: [1, 2, 3])
    let bytes = text(rows)
    var mutator = Mutator(seed: 6)
    var refused = 0
    for _ in 0..<5_000 { do { _ = try SVMLight().decode(mutator.mutated(bytes)) } catch { refused += 1 } }
    #expect((500..<5_000).contains(refused))
  }
}

@Suite struct VowpalWabbitTests {
  private func text(_ rows: VowpalWabbit.Rows) -> [UInt8] {
    var bytes: [UInt8] = []
    VowpalWabbit.encode(rows.matrix, vocabulary: rows.vocabulary, labels: rows.labels) { bytes += $0 }
    return bytes
  }

  private func decoded(_ text: String) throws -> VowpalWabbit.Rows {
    try VowpalWabbit.decode(Array(text.utf8))
  }

  @Test(arguments: 0..<40) func rowsComeBackAsTheyWere(seed: Int) throws {
    var rows = RandomRows(seed: UInt64(seed))
    let terms = (0..<20).map { _ in rows.term() }.reduce(into: [String]()) {
      if !$0.map({ Array($0.utf8) }).contains(Array($1.utf8)) { $0.append($1) }
    }
    let vocabulary = try Vocabulary(terms: terms)
    let matrix = rows.matrix(rows: 1 + seed, columns: vocabulary.count, density: 0.5)
    let labels = (0...seed).map { $0 % 3 == 0 ? nil : Double($0) / 4 }
    var bytes: [UInt8] = []
    VowpalWabbit.encode(matrix, vocabulary: vocabulary, labels: labels) { bytes += $0 }
    let found = try VowpalWabbit.decode(bytes, vocabulary: vocabulary)
    #expect(found.matrix == matrix)
    #expect(found.labels == labels)
    // Without the vocabulary the terms in use are found, and say the same.
    #expect(text(try VowpalWabbit.decode(bytes)) == bytes)
  }

  @Test func theFormatsOwnBytesAreEscapedInTerms() throws {
    let rows = try VowpalWabbit.Rows.of(["a b", "c:d", "e|f", "100%"], [1, 0.5, 2, -1], label: 1)
    #expect(text(rows) == Array("1 | 100%25 a%20b:0.5 c%3Ad:2 e%7Cf:-1\n".utf8))
  }

  @Test func namespacesWeightsTagsAndImportanceAreUnderstood() throws {
    let found = try decoded("1 2.0 'tag|title:2 oil:3 gas |body oil\r\n\n| gas\n-1 0.5 first|oil oil oil\n")
    #expect(found.labels == [1, nil, -1])
    #expect(
      (0..<found.vocabulary.count).map { found.vocabulary.term(at: $0) }
        == ["body^oil", "gas", "oil^oil", "title^gas", "title^oil"])
    #expect(found.matrix.values == [1, 2, 6, 1, 2])
  }

  @Test(arguments: [
    ("1 | a:1\n1 a:1\n", "line 2"), ("x y | a\n", "line 1"), ("1 | :1\n", "without a name"),
    ("1 | a:b\n", "number"), ("1 | a%2\n", "escape"), ("1 | a%zz\n", "escape"), ("1 |:2 a\n", "weight"),
    ("\n1 2 3 4 | a\n", "line 2"),
  ])
  func faultsAreToldWithTheirLine(text: String, why: String) {
    let error = #expect(throws: FeatureError.self) { try decoded(text) }
    #expect(error?.message.contains(why) == true && error?.message.contains("line ") == true)
  }

  @Test func mutatedTextsNeverCrash() throws {
    let rows = try VowpalWabbit.Rows.of(["a b", "c:d", "e|f", "oil"], [1, 0.5, 2, -1], label: 1)
    let bytes = text(rows) + text(rows)
    var mutator = Mutator(seed: 7)
    var refused = 0
    for _ in 0..<5_000 { do { _ = try VowpalWabbit.decode(mutator.mutated(bytes)) } catch { refused += 1 } }
    #expect((500..<5_000).contains(refused))
  }
}

extension VowpalWabbit.Rows {
  /// One row with a value for each term.
  fileprivate static func of(_ terms: [String], _ values: [Float], label: Double) throws -> Self {
    let vocabulary = try Vocabulary(terms: terms)
    var bytes: [UInt8] = []
    let matrix = try SparseMatrix(
      columnCount: terms.count, rowOffsets: [0, terms.count], columnIndices: terms.indices.map { Int32($0) },
      values: values)
    VowpalWabbit.encode(matrix, vocabulary: vocabulary, labels: [label]) { bytes += $0 }
    return try VowpalWabbit.decode(bytes)
  }
}

@Suite struct VocabularyTableTests {
  private func table(_ vocabulary: Vocabulary, idf: [Float]) -> [UInt8] {
    var bytes: [UInt8] = []
    VocabularyTable.encode(vocabulary, idf: idf) { bytes += $0 }
    return bytes
  }

  @Test(arguments: 0..<40) func vocabulariesComeBackAsTheyWere(seed: Int) throws {
    var rows = RandomRows(seed: UInt64(seed))
    let terms = (0..<seed).map { "\($0)" + rows.term() }
    let vocabulary = try Vocabulary(terms: terms)
    let idf = terms.map { _ in rows.value() }
    let found = try VocabularyTable(decoding: table(vocabulary, idf: idf))
    #expect(found.vocabulary == vocabulary)
    #expect((found.numbers ?? []).map { Float($0) } == idf)
  }

  @Test func tabsBreaksAndBackslashesAreEscaped() throws {
    let vocabulary = try Vocabulary(terms: ["a\tb", "a\nb", "a\\b", "a\rb"])
    var bytes: [UInt8] = []
    VocabularyTable.encode(vocabulary, documentFrequencies: [4, 3, 2, 1]) { bytes += $0 }
    #expect(bytes == Array("0\ta\\tb\t4\n1\ta\\nb\t3\n2\ta\\rb\t2\n3\ta\\\\b\t1\n".utf8))
    #expect(try VocabularyTable(decoding: bytes).numbers == [4, 3, 2, 1])
    bytes = []
    VocabularyTable.encode(vocabulary) { bytes += $0 }
    #expect(try VocabularyTable(decoding: bytes).numbers == nil)
  }

  @Test(arguments: [
    ("0\ta\n2\tb\n", "line 2"), ("a\n", "line 1"), ("0\tb\n1\ta\n", "line 2"), ("0\ta\n1\ta\n", "line 2"),
    ("0\t\n", "line 1"), ("0\ta\t1\n1\tb\n", "line 2"), ("0\ta\n1\tb\t1\n", "line 2"),
    ("0\ta\\x\n", "escape"),
    ("0\ta\\\n", "escape"), ("0\ta\tone\n", "line 1"), ("0\ta\t1\t2\n", "line 1"), ("0\ta\n\n", "line 2"),
  ])
  func faultsAreToldWithTheirLine(text: String, why: String) {
    let error = #expect(throws: FeatureError.self) { try VocabularyTable(decoding: Array(text.utf8)) }
    #expect(error?.message.contains(why) == true)
  }

  @Test func mutatedTablesNeverCrash() throws {
    let bytes = table(try Vocabulary(terms: ["gas", "oil\tprice", "war"]), idf: [1.5, 2, 1e-7])
    var mutator = Mutator(seed: 8)
    var refused = 0
    for _ in 0..<5_000 {
      do { _ = try VocabularyTable(decoding: mutator.mutated(bytes)) } catch { refused += 1 }
    }
    #expect((500..<5_000).contains(refused))
  }
}

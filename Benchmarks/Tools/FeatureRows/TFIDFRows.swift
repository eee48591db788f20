import Foundation
import Measuring
import Parallax

/// Thirty words, for the time that one short document takes.
let shortText = """
  The council of the harbour town voted on Tuesday to close the old ferry pier, and the union said it \
  would ask a court to stop what it called a hasty decision.
  """

/// The settings of the table: terms of two documents and more, 1 + ln(tf), rows of length 1.
func tableConfiguration(maximumN: Int) -> TFIDFVectorizer.Configuration {
  var configuration = TFIDFVectorizer.Configuration()
  configuration.minimumDocumentFrequency = 2
  configuration.sublinearTF = true
  configuration.maximumN = maximumN
  return configuration
}

/// Words: fit and transform, its memory, transform alone, one short document.
func measureTFIDF(_ corpus: Corpus, _ options: Options) throws -> [Measurement] {
  let (results, vectorizer, matrix) = try measureFitTransform(corpus, maximumN: 1)
  let (again, seconds) = Meter.time { vectorizer.transform(corpus.documents) }
  guard again == matrix else { throw Fault("transform gives other rows than fitTransform") }
  var transform = Measurement("tfidf-1 transform", cpuSeconds: seconds, corpus: corpus)
  transform.nonZeroCount = again.nonZeroCount
  if let folder = options.save { try save(vectorizer, matrix, folder) }
  return results + [transform, try measureShortDocument(vectorizer)]
}

/// Words and pairs of words: fit and transform.
func measureTFIDFPairs(_ corpus: Corpus, _ options: Options) throws -> [Measurement] {
  try measureFitTransform(corpus, maximumN: 2).results
}

/// Words: fit alone.
func measureFit(_ corpus: Corpus, _ options: Options) throws -> [Measurement] {
  let configuration = tableConfiguration(maximumN: 1)
  let (vectorizer, seconds) = try Meter.time {
    try TFIDFVectorizer.fit(corpus.documents, configuration: configuration)
  }
  var result = Measurement("fit-1", cpuSeconds: seconds, corpus: corpus)
  result.featureCount = vectorizer.vocabulary.count
  return [result]
}

private func measureFitTransform(
  _ corpus: Corpus, maximumN: Int
) throws -> (results: [Measurement], vectorizer: TFIDFVectorizer, matrix: SparseMatrix) {
  let configuration = tableConfiguration(maximumN: maximumN)
  let resident = Meter.resetPeak()
  let ((vectorizer, matrix), seconds) = try Meter.time {
    try TFIDFVectorizer.fitTransform(corpus.documents, configuration: configuration)
  }
  let peak = Meter.peakMegabytes(above: resident)
  try checkRows(matrix, documentCount: corpus.documents.count)
  let name = "tfidf-\(maximumN)"
  var fit = Measurement("\(name) fit+transform", cpuSeconds: seconds, corpus: corpus)
  fit.nonZeroCount = matrix.nonZeroCount
  fit.featureCount = vectorizer.vocabulary.count
  var memory = Measurement("\(name) memory")
  memory.peakMegabytes = peak
  return ([fit, memory], vectorizer, matrix)
}

/// A row a document, and every row of length 1 or empty.
func checkRows(_ matrix: SparseMatrix, documentCount: Int) throws {
  guard matrix.rowCount == documentCount else {
    throw Fault("\(matrix.rowCount) rows of \(documentCount) documents")
  }
  guard matrix.nonZeroCount > 0 else { throw Fault("a matrix without entries") }
  for row in 0..<matrix.rowCount {
    let entries = matrix.entries(ofRow: row)
    let square = matrix.values[entries].reduce(0) { $0 + Double($1) * Double($1) }
    guard entries.isEmpty || abs(square - 1) < 1e-5 else { throw Fault("row \(row) is of length² \(square)") }
  }
}

private func measureShortDocument(_ vectorizer: TFIDFVectorizer) throws -> Measurement {
  let expected = vectorizer.transform([shortText]).row(0)
  let repetitions = 20_000
  let (entries, seconds) = Meter.time {
    var entries = 0
    for _ in 0..<repetitions { entries += vectorizer.transform(shortText).indices.count }
    return entries
  }
  guard entries == repetitions * expected.indices.count, vectorizer.transform(shortText) == expected else {
    throw Fault("one document alone gives another row than in a corpus")
  }
  var result = Measurement("tfidf-1 short")
  result.microseconds = seconds / Double(repetitions) * 1e6
  result.nonZeroCount = expected.indices.count
  return result
}

/// Writes what a peer needs to compare every value: terms a line, and the three arrays of the matrix.
private func save(_ vectorizer: TFIDFVectorizer, _ matrix: SparseMatrix, _ folder: String) throws {
  let url = URL(filePath: folder)
  try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  func write<Value: BitwiseCopyable>(_ values: [Value], _ name: String) throws {
    try values.withUnsafeBytes { try Data($0).write(to: url.appending(path: name)) }
  }
  let terms = (0..<vectorizer.vocabulary.count).map { vectorizer.vocabulary.term(at: $0) }
  try Data((terms.joined(separator: "\n") + "\n").utf8).write(to: url.appending(path: "vocabulary.txt"))
  try write(matrix.rowOffsets.map(Int64.init), "offsets.i64")
  try write(matrix.columnIndices, "columns.i32")
  try write(matrix.values, "values.f32")
}

import ArgumentParser
import Foundation
import Parallax

struct VectorizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vectorize",
    abstract: "Turns texts into TF-IDF rows, as they are: no cleaning.",
    discussion: """
      The extension of --output chooses the form: .npz (SciPy's CSR), .svm (SVMlight) or .vw (Vowpal Wabbit).
      Rows are in the order of the records; a text is the title, a line break and the text, where there is a
      title.

      EXAMPLES
        parallax vectorize --output X.npz --vocabulary V.tsv --min-df 2 --sublinear-tf articles.jsonl
        parallax vectorize --output X.npz --hashing 20 --ngrams 1,2 articles.jsonl
        parallax vectorize --frequencies df.tsv --output X.npz articles.jsonl
        parallax vectorize --save fitted.safetensors --output train.npz train.jsonl
        parallax vectorize --vectorizer fitted.safetensors --output test.npz test.jsonl
      """)

  @Option(help: ArgumentHelp("The matrix to write.", valueName: "file"))
  var output: String
  @Option(help: ArgumentHelp("The vocabulary to write: column, term and idf.", valueName: "tsv"))
  var vocabulary: String?
  @Option(help: ArgumentHelp("Hash terms to 2^bits columns; nothing is learnt.", valueName: "bits"))
  var hashing: Int?
  @Option(help: ArgumentHelp("Document frequencies counted before, by df and merge.", valueName: "tsv"))
  var frequencies: String?
  @Option(
    help: ArgumentHelp(
      "Terms to count and no others: a vocabulary written before, or one term a line.", valueName: "tsv"))
  var fixedVocabulary: String?
  @Option(
    help: ArgumentHelp("Use a vectorizer saved before, or a model's; learn nothing.", valueName: "file"))
  var vectorizer: String?
  @Option(help: ArgumentHelp("Save the fitted vectorizer: vocabulary, idf and settings.", valueName: "file"))
  var save: String?
  @Flag(inversion: .prefixedNo, help: "Count terms that are hashed with the sign of their hash.")
  var alternateSign = true
  @OptionGroup var settings: VectorizerOptions
  @OptionGroup var input: ArticleInput
  @OptionGroup var threads: ThreadOptions

  func validate() throws {
    if let hashing, !(1...30).contains(hashing) {
      throw ValidationError("--hashing \(hashing): expected 1 to 30")
    }
    let learnt = [vocabulary, frequencies, fixedVocabulary, vectorizer, save]
    guard hashing == nil || learnt.allSatisfy({ $0 == nil }) else {
      throw ValidationError(
        "--hashing learns nothing: it goes with none of --vocabulary, --frequencies, --fixed-vocabulary, "
          + "--vectorizer and --save")
    }
    guard fixedVocabulary == nil || (vectorizer == nil && frequencies == nil) else {
      throw ValidationError("--fixed-vocabulary goes with neither --vectorizer nor --frequencies")
    }
    guard alternateSign || hashing != nil else {
      throw ValidationError("--no-alternate-sign is about hashes: give --hashing with it")
    }
  }

  func run() throws {
    let configuration = try settings.configuration()
    // What is wrong with these is told before much is read.
    let loaded = try vectorizer.map { try TFIDFVectorizer(contentsOf: $0) }
    guard loaded == nil || configuration == TFIDFVectorizer.Configuration() else {
      throw ValidationError("--vectorizer brings its own settings: give none beside it")
    }
    let counted = try frequencies.map { try DocumentFrequencies(table: readBytes($0)) }
    let fixed = try fixedVocabulary.map(readVocabulary)
    var batches = ArticleBatches(cleaner: nil)
    var texts: [String] = []
    try batches.read(try input.sources(), label: "vectorize") { texts += $0.map(\.modelInput) }
    guard !texts.isEmpty else {
      try batches.finish()
      throw CommandFailure(.data, "no text to vectorize")
    }
    let matrix: SparseMatrix
    var names: Vocabulary?
    if let hashing {
      matrix = try HashingVectorizer(
        featureCount: 1 << hashing, alternateSign: alternateSign, configuration: configuration
      ).transform(texts)
    } else {
      let fitted: TFIDFVectorizer
      if let known = try known(loaded, counted, fixed, texts, configuration) {
        fitted = known
        matrix = try fitted.transform(texts, threads: threads.count)
      } else {
        (fitted, matrix) = try TFIDFVectorizer.fitTransform(
          texts, configuration: configuration, threads: threads.count)
      }
      names = fitted.vocabulary
      try writeLearnt(fitted)
    }
    try write(matrix, names)
    Console.note("\(matrix.rowCount) rows, \(matrix.columnCount) columns, \(matrix.nonZeroCount) entries")
    try batches.finish()
  }

  /// The vectorizer that was fitted elsewhere, or whose terms were given; nil where all is to be learnt.
  private func known(
    _ loaded: TFIDFVectorizer?, _ counted: DocumentFrequencies?, _ vocabulary: Vocabulary?, _ texts: [String],
    _ configuration: TFIDFVectorizer.Configuration
  ) throws -> TFIDFVectorizer? {
    if let loaded { return try counted.map { try loaded.withIDF(of: $0) } ?? loaded }
    if let counted { return try counted.vectorizer(configuration: configuration) }
    return try vocabulary.map {
      try TFIDFVectorizer.fit(texts, vocabulary: $0, configuration: configuration)
    }
  }

  private func writeLearnt(_ fitted: TFIDFVectorizer) throws {
    if let vocabulary {
      try AtomicFile.write(to: vocabulary) { (file) throws(ModelError) in
        try VocabularyTable.encode(fitted.vocabulary, idf: fitted.idf) {
          (piece: [UInt8]) throws(ModelError) in try file.append(piece)
        }
      }
    }
    if let save { try fitted.write(to: save) }
  }

  private func write(_ matrix: SparseMatrix, _ vocabulary: Vocabulary?) throws {
    switch URL(filePath: output).pathExtension.lowercased() {
    case "npz": try AtomicFile.write(try NPZ.encode(matrix), to: output)
    case "svm", "svmlight", "libsvm":
      let rows = LabeledRows(matrix: matrix, labels: [Double](repeating: 0, count: matrix.rowCount))
      try AtomicFile.write(to: output) { (file) throws(ModelError) in
        try SVMLight().encode(rows) { (piece: [UInt8]) throws(ModelError) in try file.append(piece) }
      }
    case "vw":
      guard let vocabulary else { throw ValidationError("--output \(output): .vw needs terms, not hashes") }
      try AtomicFile.write(to: output) { (file) throws(ModelError) in
        try VowpalWabbit.encode(
          matrix, vocabulary: vocabulary, labels: [Double?](repeating: nil, count: matrix.rowCount)
        ) { (piece: [UInt8]) throws(ModelError) in try file.append(piece) }
      }
    default: throw ValidationError("--output \(output): expected a name that ends in .npz, .svm or .vw")
    }
  }
}

/// The bytes of a file.
func readBytes(_ path: String) throws -> [UInt8] {
  guard FileManager.default.fileExists(atPath: path) else {
    throw CommandFailure(.missingInput, "\(path): no such file; check the name")
  }
  do { return Array(try Data(contentsOf: URL(filePath: path))) } catch {
    throw CommandFailure(.io, "\(path): cannot be read: \(error.localizedDescription)")
  }
}

/// The terms of a table that `--vocabulary` wrote, or of a file of one term a line.
private func readVocabulary(_ path: String) throws -> Vocabulary {
  let bytes = try readBytes(path)
  do throws(FeatureError) {
    if bytes.prefix(while: { $0 != 0x0A }).contains(0x09) {
      return try VocabularyTable(decoding: bytes).vocabulary
    }
    return try Vocabulary(terms: bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) })
  } catch {
    throw CommandFailure(.data, "\(path): \(error.message)")
  }
}

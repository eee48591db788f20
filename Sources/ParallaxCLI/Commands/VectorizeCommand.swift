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
      """)

  @Option(help: ArgumentHelp("The matrix to write.", valueName: "file"))
  var output: String
  @Option(help: ArgumentHelp("The vocabulary to write: column, term and idf.", valueName: "tsv"))
  var vocabulary: String?
  @Option(help: ArgumentHelp("Hash terms to 2^bits columns; nothing is learnt.", valueName: "bits"))
  var hashing: Int?
  @Option(help: ArgumentHelp("Document frequencies counted before, by df and merge.", valueName: "tsv"))
  var frequencies: String?
  @OptionGroup var settings: VectorizerOptions
  @OptionGroup var input: ArticleInput
  @OptionGroup var threads: ThreadOptions

  func validate() throws {
    if let hashing, !(1...30).contains(hashing) {
      throw ValidationError("--hashing \(hashing): expected 1 to 30")
    }
    guard hashing == nil || (vocabulary == nil && frequencies == nil) else {
      throw ValidationError("--hashing learns nothing: it goes with neither --vocabulary nor --frequencies")
    }
  }

  func run() throws {
    let configuration = try settings.configuration()
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
      matrix = try HashingVectorizer(featureCount: 1 << hashing, configuration: configuration).transform(
        texts)
    } else {
      let vectorizer: TFIDFVectorizer
      if let frequencies {
        let counted = try DocumentFrequencies(table: readBytes(frequencies))
        vectorizer = try counted.vectorizer(configuration: configuration)
        matrix = try vectorizer.transform(texts, threads: threads.count)
      } else {
        (vectorizer, matrix) = try TFIDFVectorizer.fitTransform(
          texts, configuration: configuration, threads: threads.count)
      }
      names = vectorizer.vocabulary
      if let vocabulary {
        try AtomicFile.write(to: vocabulary) { (file) throws(ModelError) in
          try VocabularyTable.encode(vectorizer.vocabulary, idf: vectorizer.idf) {
            (piece: [UInt8]) throws(ModelError) in try file.append(piece)
          }
        }
      }
    }
    try write(matrix, names)
    Console.note("\(matrix.rowCount) rows, \(matrix.columnCount) columns, \(matrix.nonZeroCount) entries")
    try batches.finish()
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

import ParallaxFeatures
import ParallaxMath

/// How many of a text's words stand in each category of a lexicon, as columns: the square root of their share.
///
/// The root keeps rare categories from being drowned by common ones. Grades are not read. Words are those of a
/// `TFIDFVectorizer`, of two characters and more: what the text's terms are counted by, and found faster than tokens.
struct LexiconColumns: DenseColumns {
  /// What a recipe asks for, and with the categories what was fitted.
  let settings: Configuration
  /// Finds the words, which are in the order of their bytes.
  private let vectorizer: TFIDFVectorizer
  /// Where the categories of each word begin, and the categories.
  private let offsets: [UInt32]
  private let categories: [UInt8]

  /// The settings of the block.
  typealias Configuration = FeatureBlock.LexiconShares

  init(_ settings: Configuration, _ lexicon: WordLexicon?) throws(ModelError) {
    let lexicon = try settings.reference.checked(lexicon)
    guard lexicon.categories.count <= Self.mostCategories else {
      throw ModelError(
        .invalid,
        "the lexicon has \(lexicon.categories.count) categories; expected at most \(Self.mostCategories)")
    }
    var categories: [UInt8] = []
    var offsets: [UInt32] = [0]
    let vocabulary: Vocabulary
    do throws(FeatureError) { vocabulary = try Vocabulary(terms: lexicon.words) } catch {
      throw ModelError(.invalid, "the words of the lexicon cannot be used: \(error.message)")
    }
    for word in 0..<vocabulary.count {
      categories += lexicon.entries(of: vocabulary.term(at: word)).map { UInt8($0.category) }
      offsets.append(UInt32(categories.count))
    }
    var settings = settings
    settings.hash = lexicon.hash
    settings.categories = lexicon.categories
    try self.init(settings, vocabulary, offsets, categories)
  }

  /// Reads the columns of a model's file.
  init(_ file: SafetensorsFile, _ settings: Configuration, prefix: String) throws(ModelError) {
    try self.init(
      settings, try file.vocabulary(prefix: prefix), file.values(prefix + "offsets", as: UInt32.self),
      file.values(prefix + "categories", as: UInt8.self))
  }

  private init(
    _ settings: Configuration, _ vocabulary: Vocabulary, _ offsets: [UInt32], _ categories: [UInt8]
  ) throws(ModelError) {
    let count = settings.categories?.count ?? 0
    guard offsets.count == vocabulary.count + 1, offsets.first == 0, offsets.last == UInt32(categories.count),
      zip(offsets, offsets.dropFirst()).allSatisfy({ $0 <= $1 }), categories.allSatisfy({ $0 < count }),
      (1...Self.mostCategories).contains(count)
    else { throw ModelError(.malformed, "the words and the categories of the lexicon do not fit together") }
    do throws(FeatureError) {
      vectorizer = try TFIDFVectorizer(
        vocabulary: vocabulary, idf: [Float](repeating: 1, count: vocabulary.count), configuration: .init())
    } catch {
      throw ModelError(.malformed, "the words of the lexicon cannot be used: \(error.message)")
    }
    self.settings = settings
    self.offsets = offsets
    self.categories = categories
  }

  private static let mostCategories = 255

  var columnCount: Int { settings.categories?.count ?? 0 }
  func term(at column: Int) -> String { "category " + (settings.categories?[column] ?? "") }

  var readsTokens: Bool { false }

  func write(_ input: ClassifierInput, _ tokens: TokenSlice, to values: UnsafeMutablePointer<Float>) {
    values.initialize(repeating: 0, count: columnCount)
    let words = vectorizer.forEachTerm(of: input.text) { word, _, _ in
      for entry in entries(of: word) { values[Int(categories[entry])] += 1 }
    }
    for column in 0..<columnCount { values[column] = Self.root(values[column], of: words) }
  }

  private static func root(_ count: Float, of words: Int) -> Float {
    words > 0 ? (count / Float(words)).squareRoot() : 0
  }

  private func entries(of word: Int32) -> Range<Int> {
    Int(offsets[Int(word)])..<Int(offsets[Int(word) + 1])
  }

  /// Every column stands where the words of its category stand.
  func located(in input: ClassifierInput) -> LocatedColumns? {
    var found: [(word: Int32, start: Int32, end: Int32)] = []
    var counts = [Int32](repeating: 0, count: columnCount)
    let words = vectorizer.forEachTerm(of: input.text) { word, start, end in
      found.append((word, start, end))
      for entry in entries(of: word) { counts[Int(categories[entry])] += 1 }
    }
    var located = LocatedColumns(values: counts.map { Self.root(Float($0), of: words) }, placeCounts: counts)
    for (word, start, end) in found {
      for entry in entries(of: word) { located.add(start, end, column: Int(categories[entry])) }
    }
    return located
  }

  func places(in input: ClassifierInput) -> [(column: Int, range: Range<Int>)] {
    var places: [(column: Int, range: Range<Int>)] = []
    _ = vectorizer.forEachTerm(of: input.text) { word, start, end in
      for entry in entries(of: word) { places.append((Int(categories[entry]), Int(start)..<Int(end))) }
    }
    return places
  }

  func write(to writer: inout SafetensorsWriter, prefix: String) throws(ModelError) {
    try writer.add(prefix + "offsets", offsets)
    try writer.add(prefix + "categories", categories)
    try writer.add(vectorizer.vocabulary, prefix: prefix)
  }
}

extension FeatureBlock {
  /// The shares of a text's words in the categories of a lexicon.
  public struct LexiconShares: Codable, Sendable, Hashable {
    /// The name of the lexicon.
    public var name: String
    /// The hash of its file; a recipe that tells it is trained with no other, and a model always tells it.
    public var hash: String?
    /// The categories, which a recipe leaves to the lexicon.
    public var categories: [String]?

    /// Creates settings.
    public init(_ name: String, hash: String? = nil) {
      self.name = name
      self.hash = hash
    }

    /// The lexicon that is asked for.
    var reference: WordLexicon.Reference { .init(name, hash: hash) }
  }
}

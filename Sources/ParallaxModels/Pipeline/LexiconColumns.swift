import ParallaxFeatures
import ParallaxMath

/// How many of a text's words stand in each category of a lexicon, as columns: the square root of their share.
///
/// The root keeps rare categories from being drowned by common ones. Grades are not read.
struct LexiconColumns: DenseColumns {
  /// What a recipe asks for, and with the categories what was fitted.
  let settings: Configuration
  /// The words in the order of their bytes; where the categories of each begin, and the categories.
  private let vocabulary: Vocabulary
  private let offsets: [UInt32]
  private let categories: [UInt8]
  private let words: WordLookup

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
    self.settings = settings
    self.vocabulary = vocabulary
    self.offsets = offsets
    self.categories = categories
    words = WordLookup(vocabulary)
  }

  private static let mostCategories = 255

  var columnCount: Int { settings.categories?.count ?? 0 }
  func term(at column: Int) -> String { settings.categories?[column] ?? "" }

  func write(_ input: ClassifierInput, _ tokens: TokenSlice, to values: UnsafeMutablePointer<Float>) {
    values.initialize(repeating: 0, count: columnCount)
    let ids = tokens.tokens.ids(by: words)
    var count = 0
    for token in tokens.range where tokens.tokens.isWord[token] {
      count += 1
      guard ids[token] >= 0 else { continue }
      for place in entries(of: Int(ids[token])) { values[Int(categories[place])] += 1 }
    }
    guard count > 0 else { return }
    for column in 0..<columnCount { values[column] = (values[column] / Float(count)).squareRoot() }
  }

  private func entries(of word: Int) -> Range<Int> { Int(offsets[word])..<Int(offsets[word + 1]) }

  /// Every column stands where the words of its category stand.
  func places(in input: ClassifierInput) -> [(column: Int, range: Range<Int>)] {
    let tokens = FoldedTokens(input.text)
    var places: [(column: Int, range: Range<Int>)] = []
    for (token, word) in tokens.ids(by: words).enumerated() where word >= 0 {
      for entry in entries(of: Int(word)) {
        places.append((column: Int(categories[entry]), range: tokens.places[token]))
      }
    }
    return places
  }

  func write(to writer: inout SafetensorsWriter, prefix: String) throws(ModelError) {
    try writer.add(prefix + "offsets", offsets)
    try writer.add(prefix + "categories", categories)
    try writer.add(vocabulary, prefix: prefix)
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

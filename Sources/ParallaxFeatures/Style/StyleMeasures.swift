import ParallaxText

#if canImport(Glibc)
  internal import Glibc
#endif

/// How a text is written, whatever it is about: shares of pronouns, punctuation and kinds of words.
///
/// Counts of words are shares of all words of two characters or more, `I` aside; marks are counted by
/// sentence or by word, as their names say. Length itself is measured by its logarithm.
public enum StyleMeasures {
  /// The kinds of words, in the order of their bits, with their words.
  private static let kinds: [(name: String, words: String)] = [
    ("first_person", "me my mine myself"), ("we_words", "we us our ours ourselves"),
    ("you_words", "you your yours yourself yourselves"),
    (
      "reporting_words",
      "said says told according reported reports added asked stated spokesman spokeswoman spokesperson"
    ),
    (
      "negations",
      "not no never none nothing nobody neither nor without cannot didn doesn don isn wasn aren won wouldn"
        + " couldn"
    ),
    (
      "intensifiers",
      "very really so just even quite truly simply completely totally utterly absolutely literally actually"
    ),
    ("absolutes", "all every everyone everything always ever only entire nobody anyone whole forever"),
    ("connectives", "but yet because if though although while however unless since still"),
    ("modals", "may might could would should must can will ought"),
    ("be_forms", "is are was were be been being am"),
    ("articles", "the an"), ("past_helpers", "had has have having"),
    ("demonstratives", "this that these those here there"),
    ("questions", "what who why how when where which whose"),
    ("third_person", "he she they him her them his their hers theirs"),
    ("number_words", "percent million billion thousand hundred dozen"),
    (
      "politics",
      "liberal liberals conservative conservatives left leftist leftists right wing democrat democrats "
        + "republican republicans radical establishment elite elites mainstream media"
    ),
    (
      "judgements",
      "shameful disgusting evil corrupt corruption lies liar lying hypocrisy hypocrite insane ridiculous "
        + "outrageous horrible terrible disgrace idiot stupid hate hatred racist fascist tyranny destroy"
    ),
  ]

  /// The names of the measures, in the order of their values.
  public static let names: [String] =
    kinds.map(\.name) + [
      "i_words", "adverbs", "capital_words", "exclamations", "question_marks", "quotation_marks", "dashes",
      "brackets", "semicolons", "ellipses", "digits", "word_length", "sentence_length", "log_words",
      "line_length", "title_exclaims", "title_asks", "title_capitals", "title_length", "title_colons",
    ]

  /// Finds the words of all kinds.
  package static let vectorizer: TFIDFVectorizer = {
    let words = Set(kinds.flatMap { $0.words.split(separator: " ") }.map(String.init))
    return TFIDFVectorizer(words: Vocabulary(distinctTerms: words))
  }()

  /// The bits of the kinds of each word, by its column.
  private static let kindsOfWords: [UInt32] = {
    var bits = [UInt32](repeating: 0, count: vectorizer.vocabulary.count)
    for (kind, list) in kinds.enumerated() {
      for word in list.words.split(separator: " ") {
        if let column = vectorizer.vocabulary.index(of: String(word)) { bits[column] |= 1 << UInt32(kind) }
      }
    }
    return bits
  }()

  private static let index = JointTermIndex(words: vectorizer)

  /// The measures of a text whose first line is its title, in the order of ``names``.
  ///
  /// A text without words measures zero throughout.
  ///
  /// - Complexity: O(bytes).
  public static func values(of text: String) -> [Double] { values(of: index.words(of: text)) }

  /// The measures of a text whose words were found before, for ``vectorizer`` among others or not.
  package static func values(of words: JointWords) -> [Double] {
    guard words.count > 0 else { return names.map { _ in 0 } }
    guard let known = words.knownWords(of: vectorizer) else { return values(of: words.document) }
    var counts = [Int](repeating: 0, count: kinds.count)
    let kindsOfWords = kindsOfWords
    for column in known.columns {
      var bits = kindsOfWords[Int(column)]
      while bits != 0 {
        counts[bits.trailingZeroBitCount] += 1
        bits &= bits &- 1
      }
    }
    var text = words.document
    return text.withUTF8 { values(of: $0, words, kinds: counts) }
  }

  private static func values(
    of bytes: UnsafeBufferPointer<UInt8>, _ found: JointWords, kinds: [Int]
  ) -> [Double] {
    let marks = Marks(bytes)
    let words = Double(found.count)
    let sentences = Double(max(1, marks.stops + marks.exclamations + marks.questions))
    let titleEnd = bytes.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    let title = Marks(UnsafeBufferPointer(rebasing: bytes[..<titleEnd]))
    let shapes = Shapes(bytes, found, titleEnd: titleEnd)
    var values = kinds.map { Double($0) / words }
    values += [marks.firstPersons, shapes.adverbs, shapes.capitals].map { Double($0) / words }
    values += [marks.exclamations, marks.questions].map { Double($0) / sentences }
    values += [marks.quotes, marks.dashes, marks.brackets, marks.semicolons, marks.ellipses, marks.digits]
      .map { Double($0) / words }
    values += [
      Double(shapes.letters) / words, words / sentences, log(1 + words), words / Double(1 + marks.lines),
      min(1, Double(title.exclamations)), min(1, Double(title.questions)),
      Double(shapes.titleCapitals) / max(1, Double(shapes.titleWords)), Double(shapes.titleWords),
      min(1, Double(title.colons)),
    ]
    return values
  }
}

/// Marks of a text, counted byte by byte.
private struct Marks {
  var (stops, exclamations, questions, quotes, dashes, brackets) = (0, 0, 0, 0, 0, 0)
  var (semicolons, ellipses, digits, lines, colons, firstPersons) = (0, 0, 0, 0, 0, 0)

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    bytes.forEachUncommonByte { place in
      let byte = bytes[place]
      let before = place > 0 ? bytes[place - 1] : 0x20
      let next = place + 1 < bytes.count ? bytes[place + 1] : 0x20
      switch byte {
      case UInt8(ascii: "."):
        if before == byte, next == byte { ellipses += 1 }
        if next <= 0x20 || next == UInt8(ascii: "\"") { stops += 1 }
      case UInt8(ascii: "!"): exclamations += 1
      case UInt8(ascii: "?"): questions += 1
      case UInt8(ascii: "\""): quotes += 1
      case UInt8(ascii: "-"): dashes += next == byte || (before <= 0x20 && next <= 0x20) ? 1 : 0
      case UInt8(ascii: "("): brackets += 1
      case UInt8(ascii: ";"): semicolons += 1
      case UInt8(ascii: ":"): colons += 1
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
      case 0x0A: lines += 1
      case UInt8(ascii: "I"):
        // A word of one letter: what stands beside it is no letter.
        if !Self.isWord(before), !Self.isWord(next) { firstPersons += 1 }
      case 0xE2 where next == 0x80 && place + 2 < bytes.count:
        // General punctuation: dashes, curly quotation marks, the ellipsis.
        switch bytes[place + 2] {
        case 0x93, 0x94: dashes += 1
        case 0x9C, 0x9D: quotes += 1
        case 0xA6: ellipses += 1
        default: break
        }
      default: break
      }
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}

/// The shapes of a text's words.
private struct Shapes {
  var (letters, adverbs, capitals, titleWords, titleCapitals) = (0, 0, 0, 0, 0)

  /// Reads the words of a text, those that end before an offset as its title's.
  init(_ bytes: UnsafeBufferPointer<UInt8>, _ words: JointWords, titleEnd: Int) {
    words.forEachWord { start, end in
      let length = end - start
      letters &+= length
      let isOfTitle = end <= titleEnd
      titleWords &+= isOfTitle ? 1 : 0
      // "ly" at the end of a word of five letters or more.
      if length >= 5, bytes[end - 1] | 0x20 == 0x79, bytes[end - 2] | 0x20 == 0x6C { adverbs &+= 1 }
      guard length >= 3, Self.isCapital(bytes[start]) else { return }
      guard (start..<end).allSatisfy({ Self.isCapital(bytes[$0]) }) else { return }
      capitals &+= 1
      titleCapitals &+= isOfTitle ? 1 : 0
    }
  }

  private static func isCapital(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }
}

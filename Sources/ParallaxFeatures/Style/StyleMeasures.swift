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

  private static let table: NumberTable = {
    var entries: [(UInt64, Int32)] = []
    var scanner = ClaimScanner()
    for (kind, list) in kinds.enumerated() {
      scanner.scan(list.words)
      entries += scanner.words.words.map { ($0, 1 << Int32(kind)) }
    }
    // With room to spare: most words of a text are none of these, and should meet a free place at once.
    var table = NumberTable(capacity: 4 * entries.count)
    for (word, bit) in entries { table.set(word, to: max(0, table.value(of: word)) | bit) }
    return table
  }()

  /// The measures of a text whose first line is its title, in the order of ``names``.
  ///
  /// A text without words measures zero throughout.
  ///
  /// - Complexity: O(bytes).
  public static func values(of text: String) -> [Double] {
    var sink = StyleSink(table, kindCount: kinds.count, byteCount: text.utf8.count)
    var buffer = PaddedText(capacity: text.utf8.count)
    buffer.with(text, lowercasing: true) { WordScanner().scan($0, count: $1, into: &sink) }
    var text = text
    return text.withUTF8 { values(of: $0, sink) }
  }

  private static func values(of bytes: UnsafeBufferPointer<UInt8>, _ sink: StyleSink) -> [Double] {
    guard sink.count > 0 else { return names.map { _ in 0 } }
    let marks = Marks(bytes)
    let words = Double(sink.count)
    let sentences = Double(max(1, marks.stops + marks.exclamations + marks.questions))
    let titleEnd = bytes.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    let title = Marks(UnsafeBufferPointer(rebasing: bytes[..<titleEnd]))
    var titleWords = 0.0
    var titleCapitals = 0.0
    var capitals = 0.0
    for span in sink.spans {
      let isCapital =
        span.count >= 3
        && span.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(bytes[$0]) }
      capitals += isCapital ? 1 : 0
      if span.upperBound <= titleEnd {
        titleWords += 1
        titleCapitals += isCapital ? 1 : 0
      }
    }
    var values = sink.kinds.map { Double($0) / words }
    values += [Double(marks.firstPersons) / words, Double(sink.adverbs) / words, capitals / words]
    values += [marks.exclamations, marks.questions].map { Double($0) / sentences }
    values += [marks.quotes, marks.dashes, marks.brackets, marks.semicolons, marks.ellipses, marks.digits]
      .map { Double($0) / words }
    values += [
      Double(sink.letters) / words, words / sentences, log(1 + words), words / Double(1 + marks.lines),
      min(1, Double(title.exclamations)), min(1, Double(title.questions)),
      titleCapitals / max(1, titleWords), titleWords, min(1, Double(title.colons)),
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

/// Counts the kinds of words of a text.
private struct StyleSink: WordSink {
  private let table: NumberTable
  private(set) var kinds: [Int]
  private(set) var spans: [Range<Int>] = []
  private(set) var letters = 0
  private(set) var adverbs = 0
  var count: Int { spans.count }

  init(_ table: NumberTable, kindCount: Int, byteCount: Int) {
    self.table = table
    kinds = [Int](repeating: 0, count: kindCount)
    // Words are rarely shorter with the space behind them.
    spans.reserveCapacity(byteCount / 5)
  }

  mutating func word(_ low: UInt64, _ high: UInt64, length: Int, start: Int, end: Int) {
    spans.append(start..<end)
    letters += length
    var bits = table.value(of: TermTable.hash(low, high))
    if bits > 0 {
      while bits != 0 {
        kinds[bits.trailingZeroBitCount] += 1
        bits &= bits &- 1
      }
    }
    // "ly" at the end of a word of five letters or more.
    guard length >= 5 else { return }
    func byte(_ place: Int) -> UInt64 {
      (place < 8 ? low &>> UInt64(8 * place) : high &>> UInt64(8 * (place - 8))) & 0xFF
    }
    if byte(length - 2) == 0x6C, byte(length - 1) == 0x79 { adverbs += 1 }
  }

  mutating func longWord(_ bytes: UnsafePointer<UInt8>, length: Int, start: Int, end: Int) {
    spans.append(start..<end)
    letters += length
    if bytes[length - 2] == 0x6C, bytes[length - 1] == 0x79 { adverbs += 1 }
  }
}

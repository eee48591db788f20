import ParallaxText

/// What the classifiers of blocks and lines ask about a stretch of text, counted in one pass.
struct TextStatistics {
  var bytes = 0
  var words = 0
  /// Words too frequent to tell texts apart, which sentences are full of and labels are not.
  var stopWords = 0
  /// Words that begin with a capital or a letter outside ASCII's lower case.
  var capitals = 0
  var digits = 0
  /// Commas, full stops, colons and semicolons.
  var marks = 0
  var endsSentence = false
  /// How many words of each group of ``CueWords``.
  var cues = [Int](repeating: 0, count: CueWords.count)

  init() {}

  /// Counts a range of UTF-8.
  init(_ text: [UInt8], _ range: Range<Int>) {
    bytes = range.count
    var start = range.lowerBound
    while start < range.upperBound {
      while start < range.upperBound, text[start] <= 0x20 { start += 1 }
      var end = start
      while end < range.upperBound, text[end] > 0x20 { end += 1 }
      if end > start { count(text, start..<end) }
      start = end
    }
    endsSentence = Self.endsSentence(text, range)
  }

  var stopDensity: Float { Float(stopWords) / Float(max(1, words)) }
  var capitalDensity: Float { Float(capitals) / Float(max(1, words)) }
  var digitDensity: Float { Float(digits) / Float(max(1, bytes)) }
  func cueDensity(_ group: Int) -> Float { Float(cues[group]) / Float(max(1, words)) }

  private mutating func count(_ text: [UInt8], _ word: Range<Int>) {
    words += 1
    var key: UInt64 = 0
    var length = 0
    var hasLetter = false
    for offset in word {
      let byte = text[offset]
      switch byte {
      case 0x30...0x39: digits += 1
      case 0x2C, 0x2E, 0x3A, 0x3B: marks += 1
      case 0x41...0x5A, 0x61...0x7A:
        if !hasLetter {
          hasLetter = true
          if byte.isUpper { capitals += 1 }
        }
        if length < 8 { key = key << 8 | UInt64(byte | 0x20) }
        length += 1
      default: break
      }
    }
    guard length > 0, length <= 8 || hasLetter else { return }
    // Longer words are told by their first eight letters.
    let signs = CueWords.table[key]
    if length <= 8, signs & CueWords.stopWord != 0 { stopWords += 1 }
    let group = Int(signs & CueWords.groupMask)
    if group > 0 { cues[group - 1] += 1 }
  }

  private static func endsSentence(_ text: [UInt8], _ range: Range<Int>) -> Bool {
    var end = range.upperBound
    var steps = 0
    while end > range.lowerBound, steps < 4 {
      let start = text.scalarStart(before: end, from: range.lowerBound)
      switch text.scalarValue(at: start, to: end) {
      case 0x2E, 0x21, 0x3F, 0x2026: return true
      case 0x22, 0x27, 0x29, 0x5D, 0x2019, 0x201D, 0xBB, 0x20: break
      default: return false
      }
      end = start
      steps += 1
    }
    return false
  }
}

/// Words that stand around articles more often than in them, by what they are a sign of.
enum CueWords {
  static let count = 5

  /// The first eight letters of a word, in lower case, as one number.
  static func key(_ word: String) -> UInt64 {
    var key: UInt64 = 0
    for byte in word.utf8.filter(\.isASCIILetter).prefix(8) { key = key << 8 | UInt64(byte | 0x20) }
    return key
  }

  /// Marks a stop word in ``table``.
  static let stopWord: UInt8 = 0x80
  /// The bits of ``table`` that hold the number of a word's group, from 1; 0 stands for none.
  static let groupMask: UInt8 = 0x7F

  /// What the words with these keys are signs of.
  static let table: KeyTable = {
    var signs: [UInt64: UInt8] = [:]
    for word in StopWords.english.words where word.utf8.count <= 8 { signs[key(word)] = stopWord }
    for (group, words) in lists.enumerated() {
      for word in words { signs[key(word)] = signs[key(word), default: 0] & stopWord | UInt8(group + 1) }
    }
    return KeyTable(signs)
  }()

  private static let lists: [[String]] = [
    // Invitations.
    [
      "subscribe", "newsletter", "newsletters", "sign", "signup", "follow", "share", "click", "email",
      "download",
      "join", "donate", "app", "watch", "listen", "facebook", "twitter", "instagram", "inbox", "free",
      "account",
      "login", "register", "alerts", "whatsapp", "linkedin", "reddit", "pinterest", "tweet",
    ],
    // Rights.
    [
      "copyright", "rights", "reserved", "privacy", "cookie", "cookies", "terms", "policy", "policies",
      "trademark",
      "permission", "disclaimer", "llc", "inc", "ltd", "licensed",
    ],
    // Credits of pictures.
    [
      "photo", "photos", "image", "images", "getty", "credit", "picture", "pictured", "courtesy",
      "illustration",
      "photograph", "photographer", "afp", "shutterstock", "file", "video", "caption", "gallery",
      "screenshot",
    ],
    // Pointers elsewhere.
    [
      "related", "more", "read", "comment", "comments", "advertisement", "trending", "latest", "recommended",
      "next",
      "previous", "stories", "story", "articles", "article", "top", "popular", "see", "also", "continue",
      "loading",
      "home", "menu", "search", "contact", "about", "sponsored", "advertise",
    ],
    // Who and when.
    [
      "updated", "published", "author", "editor", "reporter", "correspondent", "contributed", "staff",
      "writer",
      "posted", "ago", "edited", "editing", "reporting", "january", "february", "march", "april", "june",
      "july",
      "august", "september", "october", "november", "december", "edt", "est", "gmt", "contributor", "minutes",
      "min",
    ],
  ]
}

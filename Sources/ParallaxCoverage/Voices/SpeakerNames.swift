import ParallaxText

/// Reads the words that name speakers: which name somebody, which a person, and whom a pronoun means.
///
/// "He" or "she" is the speaker named last before in the article, or whom a sentence since was about. Descriptions ("the
/// ministry spokesman") stand for themselves.
enum SpeakerNames {
  /// A quotation's speaker, before those of one name are joined.
  struct Reading {
    /// The words without their article; nil where nobody is named.
    let words: [Substring]?
    /// Whether a pronoun stood there, and the name was taken from the text before.
    let isInferred: Bool
  }

  private static let pronouns: Set<String> = ["he", "she"]
  private static let otherPronouns: Set<String> = [
    "they", "we", "i", "you", "it", "nobody", "everybody", "everyone", "someone",
  ]
  private static let determiners: Set<String> = ["the", "a", "an", "his", "her", "their", "its"]

  /// The readings of an article's speakers, in the order of its quotations.
  ///
  /// - Parameters:
  ///   - speakers: The words that name each quotation's speaker.
  ///   - meant: Whom a pronoun at a quotation means, given the quotation of the speaker named last and that speaker.
  static func readings(
    of speakers: [String?],
    meant: (_ pronoun: String, _ earlier: Int?, _ place: Int, _ last: [Substring]?) -> [Substring]? = { $3 }
  ) -> [Reading] {
    var last: (words: [Substring], place: Int)?
    return speakers.enumerated().map { place, speaker in
      guard let speaker else { return Reading(words: nil, isInferred: false) }
      let single = speaker.lowercased()
      if pronouns.contains(single) {
        let words = meant(single, last?.place, place, last?.words)
        if let words { last = (words, place) }
        return Reading(words: words, isInferred: words != nil)
      }
      guard let words = named(speaker) else { return Reading(words: nil, isInferred: false) }
      last = (words, place)
      return Reading(words: words, isInferred: false)
    }
  }

  /// The words that name a speaker, without article; nil where they name nobody.
  static func named(_ speaker: String) -> [Substring]? {
    var words = speaker.split(whereSeparator: \.isWhitespace)
    while let first = words.first, words.count > 1, determiners.contains(first.lowercased()) {
      words.removeFirst()
    }
    let single = words.count == 1 ? words[0].lowercased() : ""
    words = withoutDocument(words)
    return words.isEmpty || pronouns.contains(single) || isNobody(single, words) ? nil : words
  }

  /// The last names of speakers who are persons, as far as their words tell.
  static func lastNames(of speakers: [String?]) -> Set<Substring> {
    Set(
      speakers.compactMap { $0.flatMap(named) }.filter { $0.count == 1 || isPerson($0) }.compactMap(\.last)
        .filter { $0.first?.isUppercase == true && isName($0) })
  }

  /// Whether a word is the title of a person: "President", "commander".
  static func isTitle(_ word: Substring) -> Bool {
    let word = word.lowercased()
    return titles.contains(word) || titles.contains(word + ".")
  }

  /// Whether words that stand where a speaker does name none: a pronoun, an article that lost its noun, or the party and
  /// state behind a name ("R-Texas").
  private static func isNobody(_ single: String, _ words: [Substring]) -> Bool {
    if otherPronouns.contains(single) || determiners.contains(single) || days.contains(single) { return true }
    if let last = words.last, !isSpeaking(last) { return true }
    guard words.count == 1, let word = words.first, word.utf8.count > 2 else { return false }
    let start = Array(word.utf8.prefix(2))
    return (0x41...0x5A).contains(start[0]) && start[1] == 0x2D
  }

  /// Whether a word may end what names a speaker: a name, or a noun for a person or body by its ending or by itself.
  private static func isSpeaking(_ word: Substring) -> Bool {
    guard word.first?.isLowercase == true else { return true }
    let word = word.lowercased()
    return speaking.contains(word) || speaking.contains(word.hasSuffix("s") ? String(word.dropLast()) : word)
      || endings.contains { word.hasSuffix($0) || word.hasSuffix($0 + "s") }
  }

  /// Endings of nouns for persons: "spokeswoman", "commander", "activist", "politician", "refugee".
  private static let endings = [
    "man", "men", "woman", "women", "person", "people", "er", "or", "ist", "ian", "ee",
  ]
  private static let speaking: Set<String> = [
    "president", "resident", "assistant", "agent", "opponent", "official", "source", "ally", "aide", "chief",
    "head", "judge", "general", "rebel", "militant", "guard",
    "pilot",
    "envoy", "expert", "analyst", "scholar", "student", "nurse", "victim", "wife", "husband", "father",
    "mother", "son",
    "daughter", "brother", "sister", "friend", "colleague", "family", "parent", "widow", "resident",
    "civilian", "crew",
    "critic", "advocate", "activist", "diplomat", "delegate", "representative", "executive", "detective",
    "relative",
    "ministry", "army", "military", "police", "government", "regime", "opposition", "group", "party",
    "campaign", "union",
    "agency", "department", "office", "committee", "council", "court", "company", "paper", "newspaper",
    "magazine",
    "website", "channel", "station", "team", "coalition", "delegation", "administration", "commission",
    "organization",
    "organisation", "association", "bloc", "junta", "navy", "embassy", "palace", "presidency", "mission",
    "side", "study",
    "poll", "crowd", "authority", "authorities", "troops", "force", "colonel", "sergeant", "mayor", "king",
    "queen",
    "pope", "priest", "monk", "imam", "sheikh", "coach", "author", "host", "boy", "girl", "kid", "child",
    "children",
    "staff", "lawyer", "attorney", "counsel", "professor", "dean", "historian", "chair", "secretary",
    "nominee", "hopeful", "veteran", "adult", "teen", "neighbour", "neighbor", "migrant", "witness",
    "spouse",
  ]

  /// What speaks for somebody: "the army's statement" is the army's word, and "a statement" is nobody's.
  private static let documents: Set<String> = [
    "statement", "statements", "report", "reports", "letter", "post", "tweet", "document", "documents",
    "release", "communique", "memo", "email", "message",
  ]

  /// The words of whoever a document speaks for; none where they name the document alone.
  private static func withoutDocument(_ words: [Substring]) -> [Substring] {
    guard let last = words.last, documents.contains(String(last)) else { return words }
    var owner = words.dropLast()
    while let word = owner.last, ["press", "joint", "written", "official", "new", "brief"].contains(word) {
      owner.removeLast()
    }
    guard let word = owner.last else { return [] }
    for ending in ["'s", "\u{2019}s"] where word.hasSuffix(ending) {
      owner[owner.endIndex - 1] = word.dropLast(2)
    }
    return Array(owner)
  }

  /// Last words of bodies, which are never a person's.
  private static let bodies: Set<String> = [
    "Ministry", "Department", "Agency", "Council", "Committee", "Government", "House", "Office", "Court",
    "Party", "Army", "Police", "Union", "Nations", "Group", "Organization", "Organisation", "Institute",
    "University", "Association", "Center", "Centre", "Commission", "Front", "Kremlin", "State", "News",
    "Times", "Post", "Journal", "TV", "Service", "Bank", "Company", "Corps", "Foundation", "Fund", "Society",
    "Club", "Board", "Administration", "Bureau", "Congress", "Senate", "Assembly", "Parliament", "League",
    "Alliance", "Coalition", "Forces", "Authority", "Republicans", "Democrats", "Network", "Team",
  ]

  static func isName(_ word: Substring) -> Bool { !bodies.contains(String(word)) }

  /// Whether words may name or describe one person, whom "he" or "she" can mean: no body, and no party to anything.
  static func mayBePerson(_ words: [Substring]) -> Bool {
    guard let last = words.last else { return false }
    if last.first?.isUppercase == true { return isName(last) && !words.contains("and") }
    return isTitle(last) || endings.contains { last.hasSuffix($0) } && !bodyNouns.contains(String(last))
  }

  /// Nouns for bodies that end as those for persons do.
  private static let bodyNouns: Set<String> = ["newspaper", "paper", "people", "men", "women"]

  /// Two capitalised words or more at the end, the last of them not a body's.
  static func isPerson(_ words: [Substring]) -> Bool {
    guard words.count > 1, let last = words.last, isName(last) else { return false }
    return words.suffix(2).allSatisfy { $0.first?.isUppercase == true || nameParts.contains(String($0)) }
  }

  static let days: Set<String> = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february",
    "march",
    "april", "may", "june", "july", "august", "september", "october", "november", "december",
  ]
  private static let nameParts: Set<String> = [
    "de", "al", "bin", "ibn", "van", "von", "der", "da", "di", "el",
  ]

  private static let titles: Set<String> = [
    "president", "minister", "secretary", "envoy", "ambassador", "spokesman", "spokeswoman", "spokesperson",
    "senator", "sen.", "rep.", "gov.", "gen.", "dr.", "mr.", "mrs.", "ms.", "general", "colonel", "foreign",
    "prime", "deputy", "king", "queen", "leader", "chief", "officer", "director", "chairman",
    "representative",
    "congressman", "congresswoman", "governor", "mayor", "judge", "justice", "professor", "attorney",
    "special",
    "commander", "lawmaker", "official", "analyst", "expert", "candidate", "author", "lt.", "col.", "maj.",
  ]

  /// A person's name without what stands before it: nations, offices and titles, up to the last title.
  static func person(_ words: [Substring]) -> ArraySlice<Substring> {
    // "Elijah Cummings D Md.": the party and state behind a name.
    if let party = words.dropFirst(2).firstIndex(where: { ["D", "R", "I"].contains($0) }) {
      return person(Array(words[..<party]))
    }
    guard let title = words.lastIndex(where: { titles.contains($0.lowercased()) }), title < words.count - 1
    else { return words.suffix(4) }
    return words[(title + 1)...]
  }
}

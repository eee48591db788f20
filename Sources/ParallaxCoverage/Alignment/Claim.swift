import ParallaxText

/// Who did something, as a sentence tells it: "organised by Russia and Turkey", "Iran and Russia brokered".
struct Claim {
  /// The stem of the verb, verbs of one meaning under one.
  let verb: String
  /// The verb as it is written, in lower case.
  let word: String
  /// The keys of the actors, and how they are shown.
  let agents: [String: String]
  /// The stems of the words beside the verb that may say what was done.
  let objects: Set<String>
  /// UTF-8 offsets into the article's clean text, from the first agent or the verb to the last.
  let range: Range<Int>
}

/// Reads claims by the order of words.
struct ClaimReader {
  /// Stems of verbs that news uses for one act, by the one that stands for all.
  private static let acts: [String: String] = [
    "organ": "organ", "conven": "organ", "mediat": "broker", "broker": "broker", "sponsor": "sponsor",
    "guarante": "guarante", "attack": "attack", "bomb": "attack", "shell": "attack", "kill": "kill",
    "murder": "kill", "propos": "propos", "draft": "propos", "violat": "violat", "breach": "violat",
    "suppli": "suppli", "arm": "suppli", "sign": "sign", "host": "host", "start": "start", "launch": "start",
  ]

  /// Acts that are done once: two tellings of who did them contradict each other.
  static let single: Set<String> = ["organ", "broker"]

  /// The claims of a sentence.
  static func claims(in sentence: EventSentence, _ namings: [EventActors.Naming]) -> [Claim] {
    let words = sentence.words
    let names = NameRuns(words, namings)
    var result: [Claim] = []
    for (place, word) in words.enumerated() where word.lower.hasSuffix("ed") || Self.isIrregular(word) {
      let act = acts[word.stem] ?? word.stem
      // "Brokered by", "brokered jointly by".
      let by = place + (place + 1 < words.count && words[place + 1].lower.hasSuffix("ly") ? 2 : 1)
      if by + 1 < words.count, words[by].lower == "by", let list = names.list(from: by + 1) {
        result.append(
          Claim(
            verb: act, word: word.lower, agents: list.agents,
            objects: objects(words, (max(0, place - 7))..<place, names),
            range: word.range.lowerBound..<list.end)
        )
      } else if acts[word.stem] != nil, let list = names.list(before: place),
        list.agents.count > 1 || single.contains(act)
      {
        // "The truce that Norland brokered": what was done may stand before the name too.
        result.append(
          Claim(
            verb: act, word: word.lower, agents: list.agents,
            objects: objects(words, max(0, place - 7)..<min(words.count, place + 11), names),
            range: list.start..<word.range.upperBound))
      }
    }
    return result
  }

  private static func isIrregular(_ word: EventWord) -> Bool { word.lower == "led" || word.lower == "held" }

  private static func objects(_ words: [EventWord], _ range: Range<Int>, _ names: NameRuns) -> Set<String> {
    Set(
      words[range].filter {
        !StopWords.english.contains($0.lower) && !$0.isCapitalized && $0.lower.utf8.count > 2
      }
      .map(\.stem))
  }
}

/// The lists of names in a sentence: "Russia, Turkey and Iran".
private struct NameRuns {
  private let words: [EventWord]
  /// The naming that begins at a word, and the one that ends at it.
  private var starts: [Int: EventActors.Naming] = [:]
  private var ends: [Int: (naming: EventActors.Naming, first: Int)] = [:]
  private var lengths: [Int: Int] = [:]

  init(_ words: [EventWord], _ namings: [EventActors.Naming]) {
    self.words = words
    var place = 0
    for naming in namings {
      while place < words.count, words[place].range.upperBound <= naming.range.lowerBound { place += 1 }
      let first = place
      while place + 1 < words.count, words[place + 1].range.lowerBound < naming.range.upperBound {
        place += 1
      }
      guard first < words.count else { break }
      starts[first] = naming
      lengths[first] = place - first + 1
      ends[place] = (naming, first)
      place += 1
    }
  }

  /// The list that begins at a word, over an article and remarks between commas; nil where no name does.
  func list(from place: Int) -> (agents: [String: String], end: Int)? {
    var place = place
    if place < words.count, words[place].lower == "the" { place += 1 }
    guard var naming = starts[place] else { return nil }
    var agents: [String: String] = [:]
    var end = 0
    while true {
      agents[naming.key] = naming.name
      end = naming.range.upperBound
      place += lengths[place] ?? 1
      guard let next = nextName(after: place) else { break }
      guard let following = starts[next] else { break }
      (naming, place) = (following, next)
    }
    return (agents, end)
  }

  /// The next name of a list: right behind a comma or "and", or behind a remark between commas and an "and".
  private func nextName(after place: Int) -> Int? {
    guard place < words.count else { return nil }
    if words[place].lower == "and" { return starts[place + 1] == nil ? nil : place + 1 }
    guard words[place].isAfterComma else { return nil }
    if starts[place] != nil { return place }
    // ", the major backers of the government in its drive, and Turkey"
    guard ["the", "a", "both", "as"].contains(words[place].lower) else { return nil }
    for next in (place + 1)..<min(words.count, place + 16)
    where words[next].isAfterComma && words[next].lower == "and" && starts[next + 1] != nil {
      return next + 1
    }
    return nil
  }

  private static let between: Set<String> = [
    "have", "has", "had", "also", "jointly", "both", "which", "who", "that", "alone",
  ]

  /// The list that ends right before a word, over a remark between commas and an auxiliary.
  func list(before place: Int) -> (agents: [String: String], start: Int)? {
    var last = place - 1
    while last >= 0, Self.between.contains(words[last].lower) { last -= 1 }
    guard last >= 0, let found = ends[last] else { return nil }
    var agents = [found.naming.key: found.naming.name]
    var first = found.first
    while first > 0 {
      let isAnd = words[first - 1].lower == "and"
      guard isAnd || words[first].isAfterComma else { break }
      guard let before = ends[isAnd ? first - 2 : first - 1] else { break }
      agents[before.naming.key] = before.naming.name
      first = before.first
    }
    return (agents, words[first].range.lowerBound)
  }
}

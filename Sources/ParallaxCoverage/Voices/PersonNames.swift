/// Tells under which name speakers are counted: "Lavrov" is whoever is named in full with that last word.
///
/// Names of one last word are one person where a word before it is in both, or an initial is ("Hillary Clinton",
/// "Hillary Rodham Clinton", "H. Clinton"). Where two persons share a last word, the word alone means the one whom its
/// article names in full, and stays as it is where that is both of them or none.
struct PersonNames {
  private typealias Name = ArraySlice<Substring>

  /// By last word the persons of the event, and of each article; each person by the longest name.
  private let persons: [Substring: [Name]]
  private let personsByArticle: [[Substring: [Name]]]

  /// - Parameters:
  ///   - readings: Each article's readings of speakers.
  ///   - named: Runs of capitalised words in each article, which may be names.
  init(_ readings: [[SpeakerNames.Reading]], named: [[[Substring]]]) {
    let wanted = Set(readings.joined().compactMap { $0.words?.last })
    var names: [[Name]] = []
    var counts: [Name: Int] = [:]
    for (readings, named) in zip(readings, named) {
      var own: [Name] = []
      for words in readings.compactMap(\.words) where words.count > 1 && SpeakerNames.isPerson(words) {
        own.append(SpeakerNames.person(words))
        // Who is quoted is no chance run of words.
        counts[SpeakerNames.person(words), default: 0] += 2
      }
      for words in named where wanted.contains(words[words.count - 1]) {
        guard SpeakerNames.isPerson(words),
          !words.contains(where: { SpeakerNames.days.contains($0.lowercased()) })
        else { continue }
        own.append(SpeakerNames.person(words))
        counts[SpeakerNames.person(words), default: 0] += 1
      }
      names.append(own.filter { $0.count > 1 })
    }
    personsByArticle = names.map { Self.persons($0, counts) }
    persons = Self.persons(names.flatMap(\.self), counts)
  }

  /// The persons of some names, by last word.
  private static func persons(_ names: [Name], _ counts: [Name: Int]) -> [Substring: [Name]] {
    var result: [Substring: [Name]] = [:]
    // The surest first, so that a run seen once joins a name and founds no person beside it.
    let ordered = Set(names).sorted { one, other in
      let (a, b) = (counts[one] ?? 0, counts[other] ?? 0)
      return a != b ? a > b : one.joined(separator: " ") < other.joined(separator: " ")
    }
    for name in ordered {
      guard let last = name.last else { continue }
      let known = result[last] ?? []
      if let place = known.firstIndex(where: { isSame($0, name) }) {
        if isLonger(name, known[place]) { result[last]?[place] = name }
      } else if known.isEmpty || (counts[name] ?? 0) > 1 {
        result[last, default: []].append(name)
      }
    }
    return result
  }

  private static func isLonger(_ one: Name, _ other: Name) -> Bool {
    (one.count, one.joined(separator: " ")) > (other.count, other.joined(separator: " "))
  }

  /// Whether two names of one last word share a word before it, or an initial of one is that of the other's first.
  private static func isSame(_ one: Name, _ other: Name) -> Bool {
    let (a, b) = (one.dropLast(), other.dropLast())
    if !Set(a).isDisjoint(with: b) { return true }
    guard let first = a.first, let second = b.first else { return true }
    let isInitial = first.count { $0 != "." } == 1 || second.count { $0 != "." } == 1
    return isInitial && first.first == second.first
  }

  /// The name under which the quotations of an article's reading are counted; nil where nobody is named.
  func name(of reading: SpeakerNames.Reading, in article: Int) -> String? {
    guard let words = reading.words, let last = words.last else { return nil }
    let isFull = SpeakerNames.isPerson(words)
    guard isFull || words.count == 1 else { return words.joined(separator: " ") }
    let own = isFull ? SpeakerNames.person(words) : words[...]
    let all = persons[last] ?? []
    if own.count > 1 {
      return (all.first { Self.isSame($0, own) } ?? own).joined(separator: " ")
    }
    // "Clinton": whom the article names in full, else whom any does, where that is one person.
    let inArticle = personsByArticle[article][last] ?? []
    let meant = inArticle.isEmpty ? all : inArticle
    guard meant.count == 1 else { return own.joined(separator: " ") }
    return (all.first { Self.isSame($0, meant[0]) } ?? meant[0]).joined(separator: " ")
  }
}

import ParallaxText

/// The actors that sentences name: those of a gazetteer where there is one ("Moscow" is Russia), else whatever is
/// written with a capital letter inside a sentence.
struct EventActors {
  /// An actor in a sentence.
  struct Naming: Hashable {
    /// "@" and the actor's id, or the name's words.
    let key: String
    /// How it is shown.
    let name: String
    /// UTF-8 offsets into the article's clean text.
    let range: Range<Int>
  }

  private let gazetteer: Gazetteer?
  private let matcher: NameMatcher?
  private let names: EventNames

  init(_ gazetteer: Gazetteer?, names: EventNames) {
    self.gazetteer = gazetteer
    self.names = names
    matcher = gazetteer.map { NameMatcher($0) }
  }

  /// The actors named in a sentence, in order, and those it means by a designation ("militants").
  func namings(in sentence: EventSentence) -> (named: [Naming], designated: [Naming]) {
    guard let gazetteer, let matcher else { return (runs(in: sentence), []) }
    var result: [Naming] = []
    var designated: [Naming] = []
    func take(_ text: String, at start: Int, isPart: Bool) {
      for mention in matcher.mentions(in: text) {
        let range = (start + mention.range.lowerBound)..<(start + mention.range.upperBound)
        let actor = gazetteer.actors[mention.actor]
        let form = gazetteer.form(of: mention)
        if case .designation = mention.kind {
          designated.append(Naming(key: "@" + actor.id, name: actor.name, range: range))
        }
        guard case .alias = mention.kind else { continue }
        let found = result.count
        if !isPart, form.contains(",") || form.contains(" and ") {
          // A list of states that has a name of its own is read as the states it lists.
          Self.parts(of: text.slice(utf8: mention.range)).forEach { part, offset in
            take(part, at: range.lowerBound + offset, isPart: true)
          }
        }
        if result.count == found {
          result.append(Naming(key: "@" + actor.id, name: actor.name, range: range))
        }
      }
    }
    take(sentence.text, at: sentence.range.lowerBound, isPart: false)
    return (result, designated)
  }

  /// The parts of a list of names, with where they begin.
  private static func parts(of list: String) -> [(String, Int)] {
    var result: [(String, Int)] = []
    var offset = 0
    for part in list.split(separator: " ", omittingEmptySubsequences: false) {
      let word = part.filter { $0 != "," }
      if !word.isEmpty, word != "and" { result.append((word, offset)) }
      offset += part.utf8.count + 1
    }
    return result
  }

  /// Runs of words written as names; days and months are none.
  private func runs(in sentence: EventSentence) -> [Naming] {
    var result: [Naming] = []
    var run: [EventWord] = []
    func close() {
      if let first = run.first, let last = run.last {
        var name = run.map(\.text).joined(separator: " ")
        if name.hasSuffix("'s") || name.hasSuffix("’s") { name.removeLast(2) }
        result.append(
          Naming(key: name, name: name, range: first.range.lowerBound..<last.range.upperBound))
      }
      run = []
    }
    for (place, word) in sentence.words.enumerated() {
      let isName = names.isName(word, at: place) && !StopWords.english.contains(word.lower)
      if !isName || !word.isJoined { close() }
      if isName { run.append(word) }
    }
    close()
    return result
  }
}

import ParallaxArticles
import ParallaxText

/// Finds the voices of each outlet.
struct VoiceReader {
  /// An article's quotations that stand in no other, with the words in each.
  struct Quoted {
    let quotations: [Quotation]
    let words: [Int]
  }

  private let articles: ReadArticles
  private let media: [Gazetteer]

  /// - Parameters:
  ///   - articles: the articles.
  ///   - media: lists whose actors of kind `media` are looked for; an earlier list's names go before a later's.
  init(_ articles: ReadArticles, media: [Gazetteer]) {
    self.articles = articles
    self.media = media
  }

  /// The voices of each outlet, in the outlets' order.
  func voices() -> [Voices] {
    let quoted = articles.articles.map(Self.quoted)
    let speakers = zip(articles.articles, quoted).map { article, quoted in
      quoted.quotations.map { $0.speaker.map { article.article.text.slice(utf8: $0) } }
    }
    let fullNames = articles.articles.map(Self.fullNames)
    let known = SpeakerNames.lastNames(of: speakers.flatMap(\.self))
    let readings = articles.articles.indices.map { number in
      Self.readings(
        of: speakers[number], articles.articles[number], quoted[number].quotations, known,
        named: fullNames[number])
    }
    let names = PersonNames(readings, named: fullNames)
    let sources = sourcesByOutlet()
    return articles.outlets.indices.map { outlet in
      var utterances: [String: [Voices.Utterance]] = [:]
      var unnamed: [Voices.Utterance] = []
      for (number, article) in articles.articles.enumerated() where article.outlet == outlet {
        for (index, quotation) in quoted[number].quotations.enumerated() {
          let reading = readings[number][index]
          let utterance = Voices.Utterance(
            article: number, range: quotation.range, words: quoted[number].words[index],
            isInferred: reading.isInferred)
          if let name = names.name(of: reading, in: number) {
            utterances[name, default: []].append(utterance)
          } else {
            unnamed.append(utterance)
          }
        }
      }
      var speakers = utterances.map { Voices.Speaker(name: $0.key, utterances: $0.value) }
      speakers.sort { a, b in
        a.words != b.words ? a.words > b.words : (a.name ?? "") < (b.name ?? "")
      }
      if !unnamed.isEmpty { speakers.append(Voices.Speaker(name: nil, utterances: unnamed)) }
      return Voices(
        outlet: articles.outlets[outlet], words: articles.wordCounts[outlet],
        quotedWords: speakers.reduce(0) { $0 + $1.words }, speakers: speakers, sources: sources[outlet])
    }
  }

  /// The readings of an article's speakers.
  ///
  /// A pronoun means the subject of a sentence since the speaker named last, or that speaker where there is none and it
  /// may be a person.
  private static func readings(
    of speakers: [String?], _ article: ReadArticle, _ quotations: [Quotation], _ known: Set<Substring>,
    named: [[Substring]]
  ) -> [SpeakerNames.Reading] {
    let text = article.article.text
    let full = Set(named.compactMap(\.last).filter(SpeakerNames.isName))
    let reported: [(words: [Substring], position: Int)] =
      VoiceFinder().spans(in: text, sentences: article.sentences).compactMap { span in
        guard span.voice == .attributed, let speaker = span.speaker,
          let words = SpeakerNames.named(text.slice(utf8: speaker)), SpeakerNames.mayBePerson(words),
          let last = words.last, known.contains(last) || full.contains(last)
        else { return nil }
        return (words, speaker.lowerBound)
      }
    let subjects = SubjectNames(
      article, besides: quotations.map(\.range), reported: reported, known: known)
    return SpeakerNames.readings(of: speakers) { pronoun, earlier, place, last in
      let start = earlier.map { quotations[$0].speaker?.upperBound ?? quotations[$0].range.upperBound } ?? 0
      let end = quotations[place].speaker?.lowerBound ?? start
      if start < end, let subject = subjects.last(in: start..<end, pronoun: pronoun) { return subject }
      return last.flatMap { SpeakerNames.mayBePerson($0) && subjects.fits($0, pronoun) ? $0 : nil }
    }
  }

  /// Runs of two to four capitalised words: a speaker may be named in full where nobody is quoted.
  private static func fullNames(_ article: ReadArticle) -> [[Substring]] {
    let bytes = Array(article.article.text.utf8)
    var result: [[Substring]] = []
    var run: [Substring] = []
    var end = 0
    for range in article.words {
      let word = String(decoding: bytes[range], as: UTF8.self)
      let isName = word.first?.isUppercase == true && !StopWords.english.contains(word.lowercased())
      let isJoined = range.lowerBound == end + 1 && bytes[end] == 0x20
      if !isName || !isJoined {
        if (2...4).contains(run.count) { result.append(run) }
        run = []
      }
      if isName { run.append(Substring(word)) }
      end = range.upperBound
    }
    return (2...4).contains(run.count) ? result + [run] : result
  }

  private static func quoted(_ article: ReadArticle) -> Quoted {
    let outer = QuotationFinder().quotations(in: article.article.text).filter { $0.level == 0 }
    let words = SpanWords.counts(of: article.words.lazy.map(\.lowerBound), in: outer.map(\.content))
    return Quoted(quotations: outer, words: words)
  }

  /// Whether a mention is the short form behind the full one: "(AP)" of "Associated Press (AP)".
  private static func isShortForm(
    _ mention: Mention, after other: Mention, in text: String
  ) -> Bool {
    guard other.actor == mention.actor, other.range.upperBound + 2 == mention.range.lowerBound else {
      return false
    }
    return text.slice(utf8: other.range.upperBound..<mention.range.lowerBound) == " ("
  }

  /// Whether a stretch overlaps one of some that are in order and apart.
  private static func isTaken(_ range: Range<Int>, _ taken: [Range<Int>]) -> Bool {
    var (low, high) = (0, taken.count)
    while low < high {
      let middle = (low + high) / 2
      if taken[middle].lowerBound < range.upperBound { low = middle + 1 } else { high = middle }
    }
    return low > 0 && taken[low - 1].overlaps(range)
  }

  private func sourcesByOutlet() -> [[Voices.Source]] {
    var found = [[String: [NamingPlace]]](repeating: [:], count: articles.outlets.count)
    let matchers = media.map { (gazetteer: $0, matcher: NameMatcher($0)) }
    for (number, article) in articles.articles.enumerated() {
      let own = [articles.outlets[article.outlet], article.article.outlet].compactMap(\.self)
      func take(_ text: String, isBody: Bool) {
        var taken: [Range<Int>] = []
        for (gazetteer, matcher) in matchers {
          let mentions = matcher.mentions(in: text).filter { mention in
            gazetteer.actors[mention.actor].kind == .media && !Self.isTaken(mention.range, taken)
          }
          taken = (taken + mentions.map(\.range)).sorted { $0.lowerBound < $1.lowerBound }
          for (place, mention) in mentions.enumerated() {
            if place > 0, Self.isShortForm(mention, after: mentions[place - 1], in: text) { continue }
            let actor = gazetteer.actors[mention.actor]
            // An outlet that names itself cites nobody.
            guard case .alias = mention.kind, !own.contains(actor.name),
              !own.contains(where: actor.aliases.contains)
            else { continue }
            found[article.outlet][actor.name, default: []].append(
              NamingPlace(article: number, range: isBody ? mention.range : 0..<0))
          }
        }
      }
      take(article.article.text, isBody: true)
      if let line = article.article.sourceLine { take(line, isBody: false) }
      if let line = article.article.dateline { take(line, isBody: false) }
    }
    return found.map { found in
      found.map { name, places in
        Voices.Source(
          name: name,
          mentions: places.sorted {
            ($0.article, $0.range.lowerBound) < ($1.article, $1.range.lowerBound)
          })
      }
      .sorted { a, b in
        a.mentions.count != b.mentions.count ? a.mentions.count > b.mentions.count : a.name < b.name
      }
    }
  }
}

import ParallaxFeatures
import ParallaxLearning

/// The parts of a report that cite places: first they note them, then, once the table of sentences is closed, they
/// are written with its numbers and offsets.
extension CoverageBuilder {
  private static let placeLimit = 200

  func citeParts(in table: inout SentenceTable) {
    for range in voicePlaces() + termPlaces() + profilePlaces() {
      cite(range.range, of: range.article, in: &table)
    }
    guard let alignment = parts.alignment else { return }
    for statement in listed(alignment) {
      for sentence in statement.sentences {
        let sentence = alignment.index.sentences[sentence]
        table.cite(sentence.range, of: sentence.article)
      }
    }
    for side in alignment.conflicts.flatMap({ [$0.first, $0.second] }) {
      let sentence = alignment.index.sentences[side.sentence]
      table.cite(sentence.range, of: sentence.article)
      table.note(side.range, of: sentence.article)
    }
  }

  private func cite(_ range: Range<Int>, of article: Int, in table: inout SentenceTable) {
    table.cite(sentenceRange(of: range, in: article), of: article)
    table.note(range, of: article)
  }

  /// The sentence in which a stretch begins; the stretch itself where none holds it.
  private func sentenceRange(of range: Range<Int>, in article: Int) -> Range<Int> {
    let read = articles.articles[article]
    return read.sentence(holding: range.lowerBound).map { read.sentences[$0] } ?? range
  }

  private func place(
    _ range: Range<Int>, of article: Int, _ table: SentenceTable
  ) -> CoverageReport.Place {
    .init(
      sentence: table.number(of: sentenceRange(of: range, in: article), in: article),
      start: table.scalar(range.lowerBound, of: article), end: table.scalar(range.upperBound, of: article))
  }

  private func voicePlaces() -> [NamingPlace] {
    parts.voices.flatMap { voice in
      voice.speakers.flatMap { $0.utterances.map { NamingPlace(article: $0.article, range: $0.range) } }
        + voice.sources.flatMap { $0.mentions.filter { !$0.range.isEmpty } }
    }
  }

  private func termPlaces() -> [NamingPlace] {
    parts.termPlaces.flatMap { term in
      term.places.prefix(Self.placeLimit).map { NamingPlace(article: $0.document, range: $0.range) }
    }
  }

  func voiceEntries(_ table: SentenceTable) -> [CoverageReport.VoiceEntry] {
    parts.voices.map { voice in
      CoverageReport.VoiceEntry(
        outlet: voice.outlet, quotedWords: voice.quotedWords, quotedWordShare: voice.quotedShare,
        speakers: voice.speakers.map { speaker in
          .init(
            name: speaker.name, words: speaker.words, quotations: speaker.utterances.count,
            articles: speaker.articleCount, inferred: speaker.utterances.count { $0.isInferred },
            places: speaker.utterances.map { place($0.range, of: $0.article, table) })
        },
        sources: voice.sources.map { source in
          .init(
            name: source.name, count: source.mentions.count,
            places: source.mentions.filter { !$0.range.isEmpty }.map {
              place($0.range, of: $0.article, table)
            })
        })
    }
  }

  func contrastSection(_ table: SentenceTable) -> CoverageReport.ContrastSection? {
    parts.contrast.map { contrast in
      CoverageReport.ContrastSection(
        contrast: contrast,
        places: parts.termPlaces.map { term in
          .init(
            term: term.term,
            places: term.places.prefix(Self.placeLimit).map { place($0.range, of: $0.document, table) })
        })
    }
  }

  // MARK: Profiles

  private func profilePlaces() -> [NamingPlace] {
    (parts.stances + parts.frames + parts.wordings).flatMap(\.places)
  }

  func stanceProfiles(_ table: SentenceTable) -> [CoverageReport.Profile]? {
    profiles(parts.stances, table) { $0.lower > 0 ? "positive" : $0.upper < 0 ? "negative" : "neutral" }
  }

  func profiles(
    _ profiles: [OutletProfile], _ table: SentenceTable, label: (BootstrapInterval) -> String? = { _ in nil }
  ) -> [CoverageReport.Profile]? {
    if profiles.isEmpty { return nil }
    return profiles.map { profile in
      CoverageReport.Profile(
        outlet: articles.outlets[profile.outlet], subject: profile.subject.id,
        subjectName: profile.subject.name, estimate: profile.estimate, low: profile.interval?.lower,
        high: profile.interval?.upper, scored: profile.scored, abstained: profile.abstained,
        label: profile.unit == .articles ? profile.interval.flatMap(label) : nil,
        intervalOver: profile.unit?.rawValue,
        otherVoices: profile.otherVoices,
        places: profile.places.map { place($0.range, of: $0.article, table) }, values: profile.values)
    }
  }

  // MARK: The coverage map

  /// The statements of several outlets, and the single sentences that were found in no other.
  private func listed(_ alignment: CoverageParts.Alignment) -> [SentenceAligner.Statement] {
    alignment.statements.filter { isListed($0, alignment) }
  }

  private func isListed(_ statement: SentenceAligner.Statement, _ alignment: CoverageParts.Alignment) -> Bool
  {
    statement.outlets.count > 1 || alignment.alone.contains(statement.sentences[0])
  }

  func coverageMap(_ table: SentenceTable) -> CoverageReport.CoverageMap? {
    guard let alignment = parts.alignment else { return nil }
    var unclear = [Int](repeating: 0, count: articles.outlets.count)
    for statement in alignment.statements where statement.outlets.count == 1 {
      if !isListed(statement, alignment) { unclear[statement.outlets[0]] += statement.sentences.count }
    }
    let listed = listed(alignment)
    let ordered = listed.filter { $0.outlets.count > 1 } + listed.filter { $0.outlets.count == 1 }
    return CoverageReport.CoverageMap(
      statements: ordered.map { statement($0, alignment, table) },
      conflicts: alignment.conflicts.map { conflict in
        .init(
          kind: .init(conflict.kind), topic: conflict.topic, label: conflict.label,
          likeness: conflict.likeness,
          first: side(conflict.first, alignment, table), second: side(conflict.second, alignment, table))
      }, unclear: unclear)
  }

  private func statement(
    _ statement: SentenceAligner.Statement, _ alignment: CoverageParts.Alignment, _ table: SentenceTable
  ) -> CoverageReport.CoverageMap.Statement {
    let count = statement.outlets.count
    return .init(
      section: count == 1 ? .one : count == articles.outlets.count ? .all : .some,
      outlets: statement.outlets.map { articles.outlets[$0] },
      sentences: statement.sentences.map {
        let sentence = alignment.index.sentences[$0]
        return table.number(of: sentence.range, in: sentence.article)
      }, likeness: statement.likeness, isCopy: statement.isCopy)
  }

  private func side(
    _ side: Conflict.Side, _ alignment: CoverageParts.Alignment, _ table: SentenceTable
  ) -> CoverageReport.CoverageMap.Side {
    let sentence = alignment.index.sentences[side.sentence]
    return .init(
      outlet: articles.outlets[sentence.outlet],
      place: .init(
        sentence: table.number(of: sentence.range, in: sentence.article),
        start: table.scalar(side.range.lowerBound, of: sentence.article),
        end: table.scalar(side.range.upperBound, of: sentence.article)),
      value: side.value)
  }
}

extension CoverageReport.CoverageMap.ConflictKind {
  fileprivate init(_ kind: Conflict.Kind) {
    self =
      switch kind {
      case .actors: .actors
      case .numbers: .numbers
      case .dates: .dates
      case .polarity: .polarity
      }
  }
}

import ParallaxMath

/// Finds, for what is told, where the outlets that do not tell it tell part of it.
struct PartlyTold {
  let index: EventIndex
  let nearest: [SentenceAligner.Nearest]
  /// Of each sentence in a conflict, those that contradict it.
  let opposing: [Int: [Int]]
  let options: AlignmentOptions
  let outletCount: Int
  /// See ``Coverage/Options/isStopped``.
  let isStopped: (@Sendable () -> Bool)?

  private static let leastWords = 6
  /// Up to how many sentences all are looked up; of more, beside a sentence that is like another the likest alone is
  /// shown, or a thousand articles would take twice the time.
  private static let manySentences = 5000

  /// Whether a sentence is more than a heading of a few words.
  static func isWhole(_ sentence: EventSentence) -> Bool { sentence.words.count >= leastWords }

  /// Of each statement, sentences of outlets that tell part of it and not the whole, one an outlet, by outlet.
  ///
  /// A sentence that contradicts goes before one that holds enough of the same terms (``ToldElsewhere``), and that before
  /// one that is alike, though not enough to tell the same.
  func sentences(_ statements: [SentenceAligner.Statement], threads: Int) -> [[Int]] {
    let told = ToldElsewhere(index, share: options.toldShare)
    let starts = Array(stride(from: 0, to: statements.count, by: 256))
    let found = concurrentMap(starts, threads: threads) { start in
      var told = told
      return statements[start..<min(start + 256, statements.count)].map {
        isStopped?() == true ? [] : sentences(of: $0, &told)
      }
    }.flatMap(\.self)
    return mutual(found, statements)
  }

  /// The same where one outlet's sentence that is shown beside another's has that beside itself too: none is said to stand
  /// alone that is part of what somebody else tells.
  private func mutual(_ found: [[Int]], _ statements: [SentenceAligner.Statement]) -> [[Int]] {
    var single: [Int: Int] = [:]
    for (place, statement) in statements.enumerated() where statement.sentences.count == 1 {
      single[statement.sentences[0]] = place
    }
    var result = found
    for (place, partly) in found.enumerated() {
      let sentence = statements[place].sentences[0]
      let outlet = index.sentences[sentence].outlet
      for other in partly {
        guard let back = single[other], Self.isWhole(index.sentences[other]),
          !result[back].contains(where: { index.sentences[$0].outlet == outlet })
        else { continue }
        result[back].append(sentence)
      }
    }
    return result.map { $0.sorted { index.sentences[$0].outlet < index.sentences[$1].outlet } }
  }

  private func sentences(of statement: SentenceAligner.Statement, _ told: inout ToldElsewhere) -> [Int] {
    guard statement.outlets.count < outletCount,
      statement.sentences.count > 1 || Self.isWhole(index.sentences[statement.sentences[0]])
    else { return [] }
    var byOutlet: [Int: Int] = [:]
    func take(_ sentences: [Int]) {
      for sentence in sentences where !statement.outlets.contains(index.sentences[sentence].outlet) {
        let outlet = index.sentences[sentence].outlet
        byOutlet[outlet] = byOutlet[outlet] ?? sentence
      }
    }
    for sentence in statement.sentences { take(opposing[sentence] ?? []) }
    for sentence in statement.sentences where isLookedUp(sentence, of: statement) {
      let places = told.places(of: sentence)
      take(statement.sentences.count == 1 ? places : places.filter { isNear($0, sentence) })
    }
    for sentence in statement.sentences where nearest[sentence].likeness >= options.noveltyCeiling {
      take([nearest[sentence].sentence])
    }
    return byOutlet.keys.sorted().compactMap { byOutlet[$0] }
  }

  private func isLookedUp(_ sentence: Int, of statement: SentenceAligner.Statement) -> Bool {
    statement.sentences.count > 1 || index.sentences.count <= Self.manySentences
      || nearest[sentence].likeness < options.noveltyCeiling
  }

  /// Whether a sentence is alike enough to stand beside one that several outlets tell: there it says something of an
  /// outlet, where beside one outlet's sentence it says that none tells it alone.
  private func isNear(_ one: Int, _ other: Int) -> Bool {
    index.likeness.likeness(of: one, and: other) >= Self.leastLikeness
  }

  private static let leastLikeness = 0.15
}

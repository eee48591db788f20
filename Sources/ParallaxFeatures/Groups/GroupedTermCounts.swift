/// How often each group of documents holds each term, and in how many of its documents.
///
/// Terms of one word stand first, then those of two, and so on.
public struct GroupedTermCounts: Sendable {
  /// A term's count in one document.
  public struct DocumentCount: Sendable, Hashable {
    /// The position of the document.
    public let document: Int
    /// How often the term stands there.
    public let count: Int
  }

  /// A place where a term stands.
  public struct Place: Sendable, Hashable {
    /// The position of the document.
    public let document: Int
    /// UTF-8 byte offsets into it.
    public let range: Range<Int>
  }

  /// The number of groups.
  public let groupCount: Int
  /// The group of each document.
  public let groups: [Int32]
  /// The number of all n-grams of each group by their length, rare ones included: `totals[n - 1][group]`.
  public let totals: [[Int]]
  /// The same of each document: `documentTotals[n - 1][document]`.
  public let documentTotals: [[Int32]]

  private let levels: TermLevels
  private let words: [[UInt8]]
  private let offsets: [Int]
  private let places: [Range<Int>]
  /// The first term of each length, and behind the last.
  private let starts: [Int]
  /// Term by term, group by group.
  private let occurrences: [Int32]
  private let documents: [Int32]

  private static let limit = 1 << 28

  init(
    levels: TermLevels, words: [[UInt8]], offsets: [Int], groups: [Int32], groupCount: Int,
    places: [Range<Int>]
  ) throws(FeatureError) {
    self.levels = levels
    self.words = words
    self.offsets = offsets
    self.groups = groups
    self.groupCount = groupCount
    self.places = places
    starts = levels.levels.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.counts.count) }
    let terms = starts[starts.count - 1]
    guard terms * groupCount <= Self.limit else {
      throw FeatureError(
        .limit,
        "\(terms) terms in \(groupCount) groups are more than \(Self.limit) counts: raise the least count of a term"
      )
    }
    var occurrences = [Int32](repeating: 0, count: terms * groupCount)
    var documents = occurrences
    var last = [Int32](repeating: -1, count: terms)
    var totals: [[Int]] = []
    var documentTotals: [[Int32]] = []
    for (index, level) in levels.levels.enumerated() {
      var own = [Int](repeating: 0, count: groupCount)
      var lengths = [Int32](repeating: 0, count: groups.count)
      for document in groups.indices {
        let group = Int(groups[document])
        var run = 0
        for place in offsets[document]..<offsets[document + 1] {
          run = levels.ids[place] < 0 ? 0 : run + 1
          if run > index { lengths[document] += 1 }
          guard level.starts[place] >= 0 else { continue }
          let term = starts[index] + Int(level.starts[place])
          occurrences[term * groupCount + group] += 1
          if last[term] != Int32(document) {
            last[term] = Int32(document)
            documents[term * groupCount + group] += 1
          }
        }
        own[group] += Int(lengths[document])
      }
      totals.append(own)
      documentTotals.append(lengths)
    }
    (self.occurrences, self.documents) = (occurrences, documents)
    (self.totals, self.documentTotals) = (totals, documentTotals)
  }

  /// The number of terms.
  public var count: Int { starts[starts.count - 1] }
  /// The number of words of a term's longest.
  public var longest: Int { levels.count }

  /// How often a group holds a term.
  public func occurrences(of term: Int, in group: Int) -> Int { Int(occurrences[term * groupCount + group]) }

  /// How many documents of a group hold a term.
  public func documents(of term: Int, in group: Int) -> Int { Int(documents[term * groupCount + group]) }

  /// The number of words of a term.
  public func length(of term: Int) -> Int {
    (starts.firstIndex { $0 > term } ?? 1)
  }

  /// The terms of a length.
  public func terms(ofLength length: Int) -> Range<Int> { starts[length - 1]..<starts[length] }

  /// The number of different words, each of which has a number below it.
  public var wordCount: Int { words.count }

  /// The word of a number.
  public func word(_ number: Int) -> String { String(decoding: words[number], as: UTF8.self) }

  /// The numbers of a term's words.
  public func words(of term: Int) -> [Int] {
    var level = length(of: term) - 1
    var number = term - starts[level]
    var result: [Int] = []
    while true {
      let part = levels.levels[level].parts[number]
      result.append(Int(part.word))
      if level == 0 { break }
      number = Int(part.prefix)
      level -= 1
    }
    return result.reversed()
  }

  /// The first and the last word of a term, by their numbers.
  public func outerWords(of term: Int) -> (first: Int, last: Int) {
    var level = length(of: term) - 1
    var part = levels.levels[level].parts[term - starts[level]]
    let last = Int(part.word)
    while level > 0 {
      level -= 1
      part = levels.levels[level].parts[Int(part.prefix)]
    }
    return (Int(part.word), last)
  }

  /// The term as text, its words parted by spaces.
  public func text(of term: Int) -> String { words(of: term).map(word).joined(separator: " ") }

  /// The documents that hold each of some terms, in order, with their counts.
  ///
  /// - Complexity: O(words of the corpus · longest).
  public func documentCounts(of terms: [Int]) -> [[DocumentCount]] {
    var result = [[DocumentCount]](repeating: [], count: terms.count)
    forEachPlace(of: terms) { index, document, _, _ in
      if let last = result[index].last, last.document == document {
        result[index][result[index].count - 1] = DocumentCount(document: document, count: last.count + 1)
      } else {
        result[index].append(DocumentCount(document: document, count: 1))
      }
    }
    return result
  }

  /// Where each of some terms stands; nowhere where places were not kept.
  ///
  /// - Complexity: O(words of the corpus · longest).
  public func places(of terms: [Int]) -> [[Place]] {
    var result = [[Place]](repeating: [], count: terms.count)
    if places.isEmpty { return result }
    forEachPlace(of: terms) { index, document, place, length in
      result[index].append(
        Place(
          document: document,
          range: places[place].lowerBound..<places[place + length - 1].upperBound))
    }
    return result
  }

  private func forEachPlace(
    of terms: [Int], _ body: (_ index: Int, _ document: Int, _ place: Int, _ length: Int) -> Void
  ) {
    for (level, starts) in zip(levels.levels, starts) {
      var positions = [Int32](repeating: -1, count: level.counts.count)
      var isAny = false
      for (index, term) in terms.enumerated() where term >= starts && term - starts < level.counts.count {
        positions[term - starts] = Int32(index)
        isAny = true
      }
      guard isAny else { continue }
      let length = level.parts.first.map { _ in self.length(of: starts) } ?? 1
      for document in groups.indices {
        for place in offsets[document]..<offsets[document + 1] where level.starts[place] >= 0 {
          let index = positions[Int(level.starts[place])]
          if index >= 0 { body(Int(index), document, place, length) }
        }
      }
    }
  }
}

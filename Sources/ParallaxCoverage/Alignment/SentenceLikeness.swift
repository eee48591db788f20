import Foundation

/// The weighted terms and the anchors of sentences, and how alike two of them are.
///
/// Weights are (1 + ln tf)(ln((1 + n) / (1 + df)) + 1) over the n sentences, rows of length 1. Likeness is 0.8 of the
/// cosine and 0.2 of the share of the anchors in common (Jaccard), or the cosine alone where neither has any.
struct SentenceLikeness {
  /// A term of a sentence, or a sentence of a term.
  struct Entry {
    let number: Int32
    let weight: Float
  }

  /// Each sentence's terms, ascending.
  private let rows: [[Entry]]
  /// The sentences of all terms, term by term, ascending.
  private let postings: [Entry]
  /// Where the sentences of each term begin; one entry more than terms.
  private let starts: [Int]
  /// What each sentence names and counts, as numbers, ascending.
  private let anchors: [[Int32]]

  /// - Parameters:
  ///   - counts: The counts of each sentence's terms.
  ///   - frequencies: In how many sentences each of these terms stands.
  ///   - anchors: The actors, numbers and days of each sentence.
  init(counts: [[String: Int]], frequencies: [String: Int], anchors: [Set<String>]) {
    var ids: [String: Int32] = [:]
    for (id, term) in frequencies.keys.sorted().enumerated() { ids[term] = Int32(id) }
    let n = Double(counts.count)
    let rows = counts.map { own in
      var row: [(term: Int32, weight: Double)] = own.map { term, count in
        let idf = log((1 + n) / (1 + Double(frequencies[term] ?? 0))) + 1
        return (ids[term] ?? 0, (1 + log(Double(count))) * idf)
      }
      row.sort { $0.term < $1.term }
      let norm = row.reduce(0) { $0 + $1.weight * $1.weight }.squareRoot()
      return row.map { Entry(number: $0.term, weight: Float($0.weight / max(norm, 1e-12))) }
    }
    self.rows = rows
    var starts = [Int](repeating: 0, count: ids.count + 1)
    for entry in rows.joined() { starts[Int(entry.number) + 1] += 1 }
    for term in 0..<ids.count { starts[term + 1] += starts[term] }
    self.starts = starts
    var next = starts
    var postings = [Entry](repeating: Entry(number: 0, weight: 0), count: starts[ids.count])
    for (sentence, row) in rows.enumerated() {
      for entry in row {
        postings[next[Int(entry.number)]] = Entry(number: Int32(sentence), weight: entry.weight)
        next[Int(entry.number)] += 1
      }
    }
    self.postings = postings
    var names: [String: Int32] = [:]
    self.anchors = anchors.map { own in
      own.map { anchor in
        let id = names[anchor] ?? Int32(names.count)
        names[anchor] = id
        return id
      }.sorted()
    }
  }

  /// The number of sentences.
  var count: Int { rows.count }

  /// The likeness of two sentences.
  func likeness(of a: Int, and b: Int) -> Double {
    var cosine = 0.0
    var (i, j) = (0, 0)
    while i < rows[a].count, j < rows[b].count {
      let (one, two) = (rows[a][i], rows[b][j])
      if one.number == two.number { cosine += Double(one.weight * two.weight) }
      if one.number <= two.number { i += 1 }
      if two.number <= one.number { j += 1 }
    }
    return likeness(of: a, and: b, cosine: cosine)
  }

  /// The likeness of two sentences whose cosine is known.
  func likeness(of a: Int, and b: Int, cosine: Double) -> Double {
    let (one, two) = (anchors[a], anchors[b])
    if one.isEmpty, two.isEmpty { return cosine }
    let shared = one.countShared(with: two)
    return 0.8 * cosine + 0.2 * Double(shared) / Double(one.count + two.count - shared)
  }

  /// What the cosine with another sentence must be above, for the likeness to be above `floor`.
  func leastCosine(of sentence: Int, floor: Double) -> Float {
    let least = anchors[sentence].isEmpty ? floor : (floor - 0.2) / 0.8
    // Below by what rounding may add, and zero where no term is shared.
    return max(0, Float(least - 1e-5))
  }

  /// Goes through pairs of sentences that share a term, each once, sentence by sentence.
  ///
  /// Cosines are summed up over the inverted index into one number a sentence. Only pairs that may matter to one of the
  /// two are handed out, which is told by a cosine that each sentence's pairs must be above.
  struct Walk {
    private let likeness: SentenceLikeness
    /// How far each term's sentences have been gone through.
    private var next: [Int]
    private var cosines: [Float]
    private(set) var sentence = -1
    /// The later sentences found for `sentence`, ascending, with their cosines.
    private(set) var found: [(sentence: Int, cosine: Float)] = []

    init(_ likeness: SentenceLikeness) {
      self.likeness = likeness
      next = likeness.starts
      cosines = [Float](repeating: 0, count: likeness.count)
    }

    /// Goes on to the next sentence and finds the later ones whose cosine with it is above the least of either.
    ///
    /// - Complexity: O(sentences that share a term, with repetitions, and all later sentences).
    mutating func advance(least: [Float]) {
      sentence += 1
      found.removeAll(keepingCapacity: true)
      Self.add(sentence, likeness, &next, &cosines)
      Self.collect(after: sentence, cosines, least, &found)
      cosines.withUnsafeMutableBufferPointer { $0[sentence...].update(repeating: 0) }
    }

    /// Adds up the products of the weights of a sentence's terms with those of the later sentences.
    private static func add(
      _ sentence: Int, _ likeness: SentenceLikeness, _ next: inout [Int], _ cosines: inout [Float]
    ) {
      let starts = likeness.starts
      cosines.withUnsafeMutableBufferPointer { cosines in
        likeness.postings.withUnsafeBufferPointer { postings in
          for entry in likeness.rows[sentence] {
            let term = Int(entry.number)
            // The sentence itself is the first of its term that has not been gone through.
            next[term] += 1
            for posting in UnsafeBufferPointer(rebasing: postings[next[term]..<starts[term + 1]]) {
              cosines[Int(posting.number)] += entry.weight * posting.weight
            }
          }
        }
      }
    }

    private static func collect(
      after sentence: Int, _ cosines: [Float], _ least: [Float],
      _ found: inout [(sentence: Int, cosine: Float)]
    ) {
      let own = least[sentence]
      cosines.withUnsafeBufferPointer { cosines in
        least.withUnsafeBufferPointer { least in
          var start = sentence + 1
          while start < cosines.count {
            // Most blocks hold nothing: whether this one does is told without a branch a sentence.
            let end = min(start &+ 32, cosines.count)
            var hits: UInt32 = 0
            for other in start..<end {
              hits |= cosines[other] > own ? 1 : 0
              hits |= cosines[other] > least[other] ? 1 : 0
            }
            if hits != 0 {
              for other in start..<end where cosines[other] > min(own, least[other]) {
                found.append((other, cosines[other]))
              }
            }
            start = end
          }
        }
      }
    }
  }
}

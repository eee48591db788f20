import ParallaxMath

/// How often words stand near each other, as rows of whole numbers: the same in any order of counting.
struct Cooccurrences: Sendable {
  /// What a pair of neighbours counts: the least common multiple of the distances, so that each counts
  /// ``unit`` / distance.
  let unit: UInt32
  /// Where the entries of each row start.
  private(set) var offsets: [Int] = [0]
  /// The other word of each entry, ascending within a row.
  private(set) var columns: [Int32] = []
  /// The count of each entry.
  private(set) var counts: [UInt32] = []
  /// The sum of each row.
  private(set) var margins: [UInt64] = []

  /// Counts the pairs that stand no more than `window` words apart, and keeps those of a least weighted count.
  init(_ corpus: WordSequence, window: Int, minimumCount: Double, threads: Int) {
    let unit = (1...window).reduce(1) { $0 / Self.gcd($0, $1) * $1 }
    self.unit = UInt32(unit)
    let shares = (1...window).map { UInt32(unit / $0) }
    let least = UInt32(max(1, min(Double(UInt32.max), (minimumCount * Double(unit)).rounded(.up))))
    let places = Places(corpus)
    let blocks = Array(stride(from: 0, to: corpus.vocabulary.count, by: 256))
    let parts = concurrentMap(blocks, threads: threads) { start in
      Self.rows(start..<min(start + 256, corpus.vocabulary.count), corpus, places, shares, least)
    }
    for part in parts {
      let before = columns.count
      offsets += part.offsets.map { $0 + before }
      columns += part.columns
      counts += part.counts
      margins += part.margins
    }
  }

  /// Where each word stands: the places of all occurrences, word by word.
  private struct Places: Sendable {
    let starts: [Int]
    let places: [Int32]

    init(_ corpus: WordSequence) {
      var starts = [0]
      for count in corpus.counts { starts.append(starts[starts.count - 1] + Int(count)) }
      var next = starts
      var places = [Int32](repeating: 0, count: starts[starts.count - 1])
      for (place, word) in corpus.words.enumerated() where word >= 0 {
        places[next[Int(word)]] = Int32(place)
        next[Int(word)] += 1
      }
      self.starts = starts
      self.places = places
    }
  }

  private struct Part: Sendable {
    var offsets: [Int] = []
    var columns: [Int32] = []
    var counts: [UInt32] = []
    var margins: [UInt64] = []
  }

  /// The rows of some words: one word's neighbours are counted in an array that the cache holds.
  private static func rows(
    _ range: Range<Int>, _ corpus: WordSequence, _ places: Places, _ shares: [UInt32], _ least: UInt32
  ) -> Part {
    var part = Part()
    var sums = [UInt32](repeating: 0, count: corpus.vocabulary.count)
    var touched: [Int32] = []
    for word in range {
      var margin: UInt64 = 0
      corpus.words.withUnsafeBufferPointer { words in
        sums.withUnsafeMutableBufferPointer { sums in
          for entry in places.starts[word]..<places.starts[word + 1] {
            let place = Int(places.places[entry])
            for step in [-1, 1] {
              var other = place + step
              for share in shares {
                guard words.indices.contains(other), words[other] != WordSequence.end else { break }
                if words[other] >= 0 {
                  let column = Int(words[other])
                  if sums[column] == 0 { touched.append(words[other]) }
                  sums[column] &+= share
                  margin += UInt64(share)
                }
                other += step
              }
            }
          }
        }
      }
      touched.sort()
      for column in touched {
        if sums[Int(column)] >= least {
          part.columns.append(column)
          part.counts.append(sums[Int(column)])
        }
        sums[Int(column)] = 0
      }
      touched.removeAll(keepingCapacity: true)
      part.offsets.append(part.columns.count)
      part.margins.append(margin)
    }
    return part
  }

  private static func gcd(_ first: Int, _ second: Int) -> Int {
    second == 0 ? first : gcd(second, first % second)
  }
}

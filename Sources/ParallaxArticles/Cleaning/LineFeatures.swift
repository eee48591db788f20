import Foundation

/// What the classifier of crawled lines is told about each: the line itself, where it stands, and how far the
/// prose is.
///
/// One row a line that is not blank, ``names`` in order. A line counts as prose where it has ten words or
/// more, or six and ends a sentence, and a fifth of its words are function words. The run is the stretch of
/// lines that gains most where a word of prose gains one and any other line loses six: the greatest sum of
/// consecutive terms.
struct LineFeatures {
  private(set) var values: [Float] = []
  let rowCount: Int

  static let names: [String] = {
    var names = [
      "bytes_log", "words_log", "stop_density", "ends_sentence", "marks", "capital_density", "digit_density",
      "cue_invitation", "cue_rights", "cue_credit", "cue_pointer", "cue_byline", "begins_lower", "has_bar",
      "ends_open", "is_prose",
    ]
    names += ["position", "lines_log", "prose_share", "copies", "copies_all"]
    names += [
      "in_run", "from_run_start", "to_run_end", "run_share", "prose_before", "since_prose", "to_prose",
    ]
    for place in [-3, -2, -1, 1, 2, 3] {
      names += ["bytes_log", "stop_density", "ends_sentence", "is_prose", "in_run"].map {
        "\($0)_at_\(place)"
      }
    }
    names += ["prose_words_within_3", "prose_words_within_8", "lines_within_8_prose"]
    return names
  }()

  private let statistics: [TextStatistics]
  private let isProse: [Bool]
  /// The stretch of lines where the article is most likely.
  let run: Range<Int>

  /// The features of lines, given as ranges of a text.
  ///
  /// - Complexity: O(*n*) in the bytes.
  init(_ text: [UInt8], _ lines: [Range<Int>]) {
    rowCount = lines.count
    statistics = lines.map { TextStatistics(text, $0) }
    isProse = statistics.map {
      ($0.words >= 10 || $0.words >= 6 && $0.endsSentence) && $0.stopDensity >= 0.2
    }
    run = Self.run(statistics, isProse)
    values.reserveCapacity(rowCount * Self.names.count)
    let places = Places(text, lines, statistics, isProse)
    for index in lines.indices {
      appendText(index, text, lines[index])
      appendPlace(index, places)
      for place in [-3, -2, -1, 1, 2, 3] { appendNeighbour(index + place) }
      appendWindows(index, places)
    }
    precondition(values.count == rowCount * Self.names.count, "a row has a value for each name")
  }

  private static func run(_ statistics: [TextStatistics], _ isProse: [Bool]) -> Range<Int> {
    var best = 0..<0
    var bestSum = 0
    var start = 0
    var sum = 0
    for index in statistics.indices {
      if sum <= 0 { (start, sum) = (index, 0) }
      sum += isProse[index] ? min(statistics[index].words, 80) : -6
      if sum > bestSum { (best, bestSum) = (start..<index + 1, sum) }
    }
    return best
  }

  /// What is counted over all lines at once.
  private struct Places {
    var copies: [Int] = []
    var copiesAll: [Int] = []
    var proseBefore: [Int] = [0]
    var proseLinesBefore: [Int] = [0]
    var since: [Float] = []
    var to: [Float]

    init(_ text: [UInt8], _ lines: [Range<Int>], _ statistics: [TextStatistics], _ isProse: [Bool]) {
      var seen: [UInt64: Int] = [:]
      let hashes = lines.map { NameHash.of(text[$0.prefix(200)]) }
      var distance: Float = 20
      for (index, hash) in hashes.enumerated() {
        copies.append(seen[hash, default: 0])
        seen[hash, default: 0] += 1
        proseBefore.append((proseBefore.last ?? 0) + (isProse[index] ? statistics[index].words : 0))
        proseLinesBefore.append((proseLinesBefore.last ?? 0) + (isProse[index] ? 1 : 0))
        since.append(distance)
        distance = isProse[index] ? 0 : min(20, distance + 1)
      }
      copiesAll = hashes.map { (seen[$0] ?? 1) - 1 }
      to = [Float](repeating: 20, count: lines.count)
      distance = 20
      for index in lines.indices.reversed() {
        to[index] = distance
        distance = isProse[index] ? 0 : min(20, distance + 1)
      }
    }
  }

  private mutating func appendText(_ index: Int, _ text: [UInt8], _ range: Range<Int>) {
    let line = statistics[index]
    values.append(log1p(Float(line.bytes)))
    values.append(log1p(Float(line.words)))
    values.append(line.stopDensity)
    values.append(line.endsSentence ? 1 : 0)
    values.append(Float(min(line.marks, 8)))
    values.append(line.capitalDensity)
    values.append(line.digitDensity)
    for group in 0..<CueWords.count { values.append(line.cueDensity(group)) }
    let first = text[range.lowerBound]
    values.append(first >= 0x61 && first <= 0x7A ? 1 : 0)
    values.append(text[range].contains { $0 == 0x7C || $0 == 0x40 || $0 == 0x3E } ? 1 : 0)
    let last = text[range.upperBound - 1]
    values.append(last == 0x3A || last == 0x2C || last == 0x3B || last == 0x2D ? 1 : 0)
    values.append(isProse[index] ? 1 : 0)
  }

  private mutating func appendPlace(_ index: Int, _ places: Places) {
    let words = Float(max(1, places.proseBefore.last ?? 1))
    values.append(Float(index) / Float(rowCount))
    values.append(log1p(Float(rowCount)))
    values.append(Float(places.proseLinesBefore.last ?? 0) / Float(rowCount))
    values.append(Float(min(places.copies[index], 3)))
    values.append(Float(min(places.copiesAll[index], 3)))
    values.append(run.contains(index) ? 1 : 0)
    values.append(Float(max(-20, min(20, index - run.lowerBound))))
    values.append(Float(max(-20, min(20, run.upperBound - 1 - index))))
    values.append(Float(places.proseBefore[run.upperBound] - places.proseBefore[run.lowerBound]) / words)
    values.append(Float(places.proseBefore[index]) / words)
    values.append(places.since[index])
    values.append(places.to[index])
  }

  private mutating func appendNeighbour(_ index: Int) {
    guard statistics.indices.contains(index) else {
      values.append(contentsOf: repeatElement(0, count: 5))
      return
    }
    let line = statistics[index]
    values.append(log1p(Float(line.bytes)))
    values.append(line.stopDensity)
    values.append(line.endsSentence ? 1 : 0)
    values.append(isProse[index] ? 1 : 0)
    values.append(run.contains(index) ? 1 : 0)
  }

  private mutating func appendWindows(_ index: Int, _ places: Places) {
    func window(_ sums: [Int], _ reach: Int) -> Float {
      Float(sums[min(rowCount, index + reach + 1)] - sums[max(0, index - reach)])
    }
    values.append(log1p(window(places.proseBefore, 3)))
    values.append(log1p(window(places.proseBefore, 8)))
    values.append(window(places.proseLinesBefore, 8))
  }
}

import Foundation
import ParallaxFeatures
import ParallaxMath
import ParallaxText

/// Contrasts groups whose terms are counted.
struct ContrastAnalysis {
  let counts: GroupedTermCounts
  /// The groups' names, by their numbers in `counts`.
  let names: [String]
  let options: ContrastOptions
  let minimumCount: Int

  /// The numbers of the groups in the order of their names.
  private var order: [Int] {
    names.indices.sorted { names[$0].unicodeScalars.lexicographicallyPrecedes(names[$1].unicodeScalars) }
  }

  /// The contrast, and where its terms stand, in the order of their scalars.
  func contrastWithPlaces() -> (Contrast, [(String, [GroupedTermCounts.Place])]) {
    let contrast = contrast()
    let wanted = Set(contrast.comparisons.flatMap { $0.terms.map(\.term) })
    let terms = candidates().filter { wanted.contains(counts.text(of: $0)) }
    let places = zip(terms.map(counts.text), counts.places(of: terms)).map { ($0, $1) }
    return (
      contrast, places.sorted { $0.0.unicodeScalars.lexicographicallyPrecedes($1.0.unicodeScalars) }
    )
  }

  func contrast() -> Contrast {
    let order = order
    var articles = [Int](repeating: 0, count: names.count)
    for group in counts.groups { articles[Int(group)] += 1 }
    let candidates = candidates()
    let prior = ContrastPrior(counts, candidates: candidates, options: options)
    var comparisons: [Contrast.Comparison] = []
    if order.count > 1 {
      for group in order {
        comparisons.append(
          comparison(of: group, with: order.filter { $0 != group }, against: nil, candidates, prior))
      }
    }
    if options.isPairwise, order.count > 2 {
      for group in order {
        for other in order where other != group {
          comparisons.append(comparison(of: group, with: [other], against: names[other], candidates, prior))
        }
      }
    }
    return Contrast(
      groups: order.map {
        .init(name: names[$0], articles: articles[$0], words: counts.totals[0][$0])
      },
      measure: options.measure, minimumCount: minimumCount, comparisons: comparisons)
  }

  /// The terms that are tested: those of the lengths asked for, and without function words at their ends.
  private func candidates() -> [Int] {
    guard counts.count > 0 else { return [] }
    let isFunctionWord = (0..<counts.wordCount).map {
      !options.includesFunctionWords && StopWords.english.contains(counts.word($0))
    }
    var result: [Int] = []
    for length in options.lengths where length <= counts.longest {
      for term in counts.terms(ofLength: length) {
        let (first, last) = counts.outerWords(of: term)
        if !isFunctionWord[first], !isFunctionWord[last] { result.append(term) }
      }
    }
    return result
  }

  private func comparison(
    of group: Int, with others: [Int], against: String?, _ candidates: [Int], _ prior: ContrastPrior
  ) -> Contrast.Comparison {
    let side = ContrastSides(counts: counts, group: group, others: others)
    var values = [Double](repeating: 1, count: candidates.count)
    var scores = [Double](repeating: 0, count: candidates.count)
    for (index, term) in candidates.enumerated() {
      let cell = side.cell(of: term)
      switch options.measure {
      case .logOdds:
        let ratio = prior.ratio(of: index, term: term, cell)
        (scores[index], values[index]) = (ratio.z, ratio.p)
      case .keyness:
        let keyness = Keyness(first: cell.first, second: cell.second)
        (scores[index], values[index]) = (keyness.signedG2, keyness.p)
      }
    }
    let adjusted = FalseDiscoveryRate.adjusted(values)
    let chosen = distinct(strongest(scores, candidates), candidates, side)
    let documents = counts.documentCounts(of: chosen.map { candidates[$0] })
    let terms = zip(chosen, documents).map { index, documents in
      self.term(
        candidates[index], index: index, p: values[index], q: adjusted[index], side, prior, documents)
    }
    return Contrast.Comparison(
      group: names[group], against: against, testedTerms: candidates.count, terms: terms)
  }

  /// The candidates with the highest scores above zero, ties in the order of the terms' scalars.
  private func strongest(_ scores: [Double], _ candidates: [Int]) -> [Int] {
    let positive = scores.filter { $0 > 0 }.sorted(by: >)
    guard let least = positive.prefix(8 * options.termLimit).last else { return [] }
    // Only what may be listed is put into words: a corpus has a million terms and few scores.
    return candidates.indices.filter { scores[$0] >= least }
      .map { (index: $0, text: counts.text(of: candidates[$0])) }
      .sorted { a, b in
        scores[a.index] == scores[b.index]
          ? a.text.unicodeScalars.lexicographicallyPrecedes(b.text.unicodeScalars)
          : scores[a.index] > scores[b.index]
      }
      .map(\.index)
  }

  /// The first terms of a ranking without those that stand nearly always inside another of them.
  ///
  /// "nusra" is left out where nine of ten stand in "nusra front"; where fewer do, "nusra front" is left out behind
  /// "nusra".
  private func distinct(_ ranked: [Int], _ candidates: [Int], _ side: ContrastSides) -> [Int] {
    var pool = Array(ranked.prefix(8 * options.termLimit))
    let words = pool.map { counts.words(of: candidates[$0]) }
    let uses = pool.map { side.cell(of: candidates[$0]).first.count }
    var isInside = [Bool](repeating: false, count: pool.count)
    for (short, shortWords) in words.enumerated() {
      for (long, longWords) in words.enumerated() where longWords.count > shortWords.count {
        if uses[long] >= 0.9 * uses[short], Self.contains(longWords, shortWords) { isInside[short] = true }
      }
    }
    for (long, longWords) in words.enumerated() where !isInside[long] {
      for (short, shortWords) in words.enumerated()
      where short < long && !isInside[short] && longWords.count > shortWords.count {
        if Self.contains(longWords, shortWords) { isInside[long] = true }
      }
    }
    pool = pool.indices.filter { !isInside[$0] }.map { pool[$0] }
    return Array(pool.prefix(options.termLimit))
  }

  private static func contains(_ long: [Int], _ short: [Int]) -> Bool {
    (0...(long.count - short.count)).contains { long[$0..<($0 + short.count)].elementsEqual(short) }
  }

  private func term(
    _ term: Int, index: Int, p: Double, q: Double, _ side: ContrastSides, _ prior: ContrastPrior,
    _ documents: [GroupedTermCounts.DocumentCount]
  ) -> Contrast.Term {
    let cell = side.cell(of: term)
    let ratio = prior.ratio(of: index, term: term, cell)
    let spread = side.documents(of: term)
    let jackknife = jackknife(term, index: index, side, prior, documents)
    let (words, otherWords) = side.words
    return Contrast.Term(
      term: counts.text(of: term), logOdds: ratio.delta, z: ratio.z,
      keyness: Keyness(first: cell.first, second: cell.second).signedG2, p: p, q: q,
      count: Int(cell.first.count), otherCount: Int(cell.second.count), articles: spread.first,
      otherArticles: spread.second, rate: words > 0 ? cell.first.count * 1000 / words : 0,
      otherRate: otherWords > 0 ? cell.second.count * 1000 / otherWords : 0,
      jackknifeError: jackknife?.error, isStable: jackknife.map { $0.isStable && spread.first > 1 },
      isOneArticle: spread.first == 1)
  }

  /// Leaves out one article at a time: the standard error sqrt((n - 1) / n sum (d_i - mean)^2) of the log-odds
  /// (Efron & Stein 1981), and whether its sign stays.
  private func jackknife(
    _ term: Int, index: Int, _ side: ContrastSides, _ prior: ContrastPrior,
    _ documents: [GroupedTermCounts.DocumentCount]
  ) -> (error: Double, isStable: Bool)? {
    guard side.hasSeveralArticles else { return nil }
    let cell = side.cell(of: term)
    let lengths = counts.documentTotals[counts.length(of: term) - 1]
    var next = documents[...]
    var values: [Double] = []
    for document in lengths.indices {
      var count = 0.0
      if let own = next.first, own.document == document {
        count = Double(own.count)
        next.removeFirst()
      }
      guard let isFirst = side.isFirst(Int(counts.groups[document])) else { continue }
      var rest = cell
      if isFirst {
        rest.first = (cell.first.count - count, cell.first.total - Double(lengths[document]))
      } else {
        rest.second = (cell.second.count - count, cell.second.total - Double(lengths[document]))
      }
      values.append(prior.ratio(of: index, term: term, rest).delta)
    }
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (((n - 1) / n * squares).squareRoot(), values.allSatisfy { $0 > 0 })
  }
}

extension CoverageReport {
  /// The first thing by which a report read from outside contradicts itself; nil where it does not.
  ///
  /// Whoever renders a report may then rely on its references, and subtract its offsets.
  func contradiction() -> String? {
    let limit = 1 << 48
    func isCount(_ count: Int) -> Bool { (0...limit).contains(count) }
    func isSpan(_ start: Int, _ end: Int) -> Bool { isCount(start) && isCount(end) && start <= end }
    for (number, sentence) in sentences.enumerated() where !isSpan(sentence.start, sentence.end) {
      return "sentences.\(number) ends before it begins"
    }
    for sentence in sentences where !isCount(sentence.index ?? 0) { return "a sentence's index is negative" }
    for article in articles {
      for choice in article.summary?.sentences ?? [] where !sentences.indices.contains(choice.sentence) {
        return
          "the summary of \(article.id.quoted) refers to sentence \(choice.sentence), which is not listed"
      }
    }
    for place in places where !sentences.indices.contains(place.sentence) || !isSpan(place.start, place.end) {
      return "a place refers to sentence \(place.sentence), from \(place.start) to \(place.end)"
    }
    for number in cited where !sentences.indices.contains(number) {
      return "a statement refers to sentence \(number), which is not listed"
    }
    for profile in (stance ?? []) + (wording ?? []) {
      if let values = profile.values, values.count != profile.places.count {
        return "\(profile.subjectName.quoted) has \(values.count) values for \(profile.places.count) places"
      }
    }
    if let voices, voices.map(\.outlet) != outlets.map(\.name) {
      return "there is not one entry of voices for each outlet"
    }
    for row in naming {
      let name = "the row \(row.term.quoted) of \(row.actor.quoted)"
      if row.cells.map(\.outlet) != outlets.map(\.name) {
        return "\(name) does not have one cell for each outlet"
      }
      for cell in row.cells {
        guard isCount(cell.count), isCount(cell.relatedCount) else {
          return "\(name) has a count out of range"
        }
        for use in cell.occurrences {
          guard sentences.indices.contains(use.sentence) else {
            return "\(name) refers to sentence \(use.sentence), which is not listed"
          }
          guard isSpan(use.start, use.end) else { return "\(name) has a mention that ends before it begins" }
        }
      }
    }
    return nil
  }

  /// The sentences that the coverage map and the summary refer to.
  private var cited: [Int] {
    var cited: [Int] = []
    for statement in map?.statements ?? [] { cited += statement.sentences + (statement.partly ?? []) }
    for choice in story?.sentences ?? [] {
      cited.append(choice.sentence)
      cited += (choice.tellings ?? []) + (choice.partly ?? [])
    }
    return cited
  }

  /// Every place that a part of the report refers to.
  private var places: [Place] {
    let voices = (voices ?? []).flatMap { $0.speakers.flatMap(\.places) + $0.sources.flatMap(\.places) }
    let terms = (contrast?.places ?? []).flatMap(\.places)
    let conflicts = (map?.conflicts ?? []).flatMap { [$0.first.place, $0.second.place] }
    return voices + terms + conflicts + ((stance ?? []) + (frames ?? []) + (wording ?? [])).flatMap(\.places)
  }
}

import Foundation

extension ClassifierRecipe {
  /// Checks that a configuration file holds no key that nothing reads: a misspelt setting would otherwise
  /// be its default without a word.
  ///
  /// The recipe itself, written back with every optional value there, has every key there is.
  ///
  /// - Throws: ``ModelError`` of code `malformed`, naming the key and those that are known.
  func checkKeys(of file: Data) throws {
    var full = self
    full.description.seed = full.description.seed ?? 0
    full.description.language = full.description.language ?? ""
    full.abstentionRisk = full.abstentionRisk ?? 0
    full.isMultiLabel = true
    full.grouping = full.grouping ?? SplitGrouping.random
    full.evidence.minimumConfidence = max(full.evidence.minimumConfidence, 0.5)
    for index in full.features.blocks.indices where full.features.plainVectorizer == nil {
      full.features.blocks[index].prior = full.features.blocks[index].prior ?? TermPrior(model: "", weight: 1)
      full.features.blocks[index].prior?.hash = ""
    }
    for index in full.description.data.indices {
      full.description.data[index].records = full.description.data[index].records ?? 0
    }
    let found = try JSONSerialization.jsonObject(with: file)
    var known = try JSONSerialization.jsonObject(with: JSONEncoder().encode(full)) as? [String: Any]
    if (found as? [String: Any])?["features"] != nil {
      // A single block of words is written back as a vectorizer.
      known?["vectorizer"] = nil
      known?["features"] = try JSONSerialization.jsonObject(with: JSONEncoder().encode(full.features.blocks))
    }
    try Self.compare(found, with: known ?? [:], at: "")
  }

  private static func compare(_ found: Any, with known: Any, at path: String) throws(ModelError) {
    if let found = found as? [String: Any], let known = known as? [String: Any] {
      for key in found.keys.sorted() {
        guard let expected = known[key] else {
          throw ModelError(
            .malformed,
            "unknown key \"\(path + key)\"; known here: \(known.keys.sorted().joined(separator: ", "))")
        }
        try compare(found[key] ?? expected, with: expected, at: path + key + ".")
      }
    } else if let found = found as? [Any], let known = known as? [Any] {
      for (index, (found, known)) in zip(found, known).enumerated() {
        try compare(found, with: known, at: path + "\(index).")
      }
    }
  }
}

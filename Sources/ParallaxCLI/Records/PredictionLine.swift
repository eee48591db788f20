import Parallax

/// A prediction as a line of JSON, written byte by byte: what an encoder builds, without building it.
///
/// Keys are in the order of the alphabet, as everywhere in this program's output.
struct PredictionLine: Sendable {
  /// For each label its place among the sorted ones, and `"label":` as bytes.
  private let keys: [(label: Int, key: [UInt8])]
  private let labels: [[UInt8]]
  private let names: [String]
  private let isMultiLabel: Bool
  private let topCount: Int

  /// Prepares the labels of a model.
  ///
  /// - Parameter top: How many of the most probable labels are given their probability.
  init(_ classifier: TextClassifier, top: Int?) {
    labels = classifier.labels.map { JSONBytes.quoted($0) }
    names = classifier.labels
    isMultiLabel = classifier.isMultiLabel
    topCount = min(top ?? classifier.labels.count, classifier.labels.count)
    keys = classifier.labels.indices
      .sorted { classifier.labels[$0].utf8.lexicographicallyPrecedes(classifier.labels[$1].utf8) }
      .map { ($0, JSONBytes.quoted(classifier.labels[$0]) + [UInt8(ascii: ":")]) }
  }

  /// Writes the prediction of a record.
  func write(_ id: RecordID, _ prediction: Prediction, to bytes: inout [UInt8]) {
    bytes += "{\"id\":".utf8
    if id.isNumber { bytes += id.description.utf8 } else { JSONBytes.write(id.description, to: &bytes) }
    bytes += ",\"label\":".utf8
    let best = names.firstIndex(of: prediction.label) ?? 0
    bytes += labels[best]
    if isMultiLabel {
      bytes += ",\"labels\":[".utf8
      for (place, label) in prediction.labels.enumerated() {
        if place > 0 { bytes.append(UInt8(ascii: ",")) }
        JSONBytes.write(label, to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    }
    bytes += ",\"probabilities\":{".utf8
    let chosen = topCount < names.count ? top(prediction.probabilities) : nil
    var isFirst = true
    for (label, key) in keys where chosen?.contains(label) ?? true {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      bytes += key
      bytes += prediction.probabilities[label].description.utf8
    }
    bytes.append(UInt8(ascii: "}"))
    if case .abstained(let reason) = prediction.state {
      bytes += ",\"reason\":".utf8
      JSONBytes.write(reason, to: &bytes)
      bytes += ",\"state\":\"abstained\"}".utf8
    } else {
      bytes += ",\"state\":\"scored\"}".utf8
    }
  }

  /// The labels of the highest probabilities; of those that tie the first.
  private func top(_ probabilities: [Double]) -> Set<Int> {
    let order = probabilities.indices.sorted {
      probabilities[$0] == probabilities[$1] ? $0 < $1 : probabilities[$0] > probabilities[$1]
    }
    return Set(order.prefix(topCount))
  }
}

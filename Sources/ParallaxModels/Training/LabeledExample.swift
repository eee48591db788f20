/// An input with its labels, to train on or to evaluate with.
public struct LabeledExample: Sendable, Hashable {
  /// What the model reads; the text is title, line break, body.
  public let input: ClassifierInput
  /// The labels: one, or any number for a model whose labels do not exclude each other.
  public let labels: [String]
  /// The outlet that published the text; nil where it is not known.
  public let outlet: String?
  /// The event that the text tells of; nil where it is not known.
  public let event: String?

  /// Creates an example.
  public init(_ input: ClassifierInput, labels: [String], outlet: String? = nil, event: String? = nil) {
    self.input = input
    self.labels = labels
    self.outlet = outlet
    self.event = event
  }

  /// Creates an example of a text with one label.
  public init(text: String, label: String, outlet: String? = nil, event: String? = nil) {
    self.init(ClassifierInput(text), labels: [label], outlet: outlet, event: event)
  }

  /// The first label; empty where there is none.
  public var label: String { labels.first ?? "" }
}

extension [LabeledExample] {
  /// A hash of everything the examples hold, in their order, as sixteen hexadecimal digits (XXH64).
  ///
  /// Two models of one hash, recipe and version were trained on the same data.
  public var contentHash: String {
    var hash: UInt64 = 0
    var bytes: [UInt8] = []
    for example in self {
      bytes.removeAll(keepingCapacity: true)
      func add(_ text: String?) {
        // Two texts never run together: each has its length before it, and none a length of its own.
        Swift.withUnsafeBytes(of: Int64(text?.utf8.count ?? -1).littleEndian) { bytes += $0 }
        if let text { bytes += text.utf8 }
      }
      add(example.input.text)
      add(example.input.claim)
      if let target = example.input.target { add("\(target.lowerBound)..<\(target.upperBound)") }
      for mark in example.input.marks { add(mark) }
      for name in example.input.numbers.keys.sorted() {
        add(name)
        let value = example.input.numbers[name]?.bitPattern ?? 0
        Swift.withUnsafeBytes(of: value.littleEndian) { bytes += $0 }
      }
      for label in example.labels { add(label) }
      add(example.outlet)
      add(example.event)
      hash = bytes.withUnsafeBytes { XXHash64.hash($0, seed: hash) }
    }
    return XXHash64.digits(of: hash)
  }
}

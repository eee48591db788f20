/// A text with its label, to train on or to evaluate with.
public struct LabeledText: Sendable, Hashable {
  /// The text as the model reads it: title, line break, text.
  public let text: String
  /// The label.
  public let label: String
  /// What the text must be kept together with when data is split: its outlet, its event.
  public let group: String?

  /// Creates a labelled text.
  public init(text: String, label: String, group: String? = nil) {
    self.text = text
    self.label = label
    self.group = group
  }
}

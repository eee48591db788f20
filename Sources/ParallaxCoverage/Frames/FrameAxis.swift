/// Two poles of meaning, each given by a few words, along which texts are placed.
///
/// An axis is data: a file of axes can be edited, and any two poles whose words have vectors make one.
public struct FrameAxis: Codable, Sendable, Hashable {
  /// One end of an axis.
  public struct Pole: Codable, Sendable, Hashable {
    /// The name shown to people, such as "peace".
    public let name: String
    /// The words that stand for it, in lower case.
    public let words: [String]

    /// Creates a pole.
    public init(name: String, words: [String]) {
      self.name = name
      self.words = words
    }
  }

  /// A name unique among the axes, such as "peace-violence".
  public let name: String
  /// The end that a bias above zero leans to.
  public let positive: Pole
  /// The end that a bias below zero leans to.
  public let negative: Pole

  /// Creates an axis.
  public init(name: String, positive: Pole, negative: Pole) {
    self.name = name
    self.positive = positive
    self.negative = negative
  }
}

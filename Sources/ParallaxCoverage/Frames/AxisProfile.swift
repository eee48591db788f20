/// Where a text lies on one axis, how strongly its words bear on it, and by which words.
///
/// With c_w the cosine of a word's vector and the axis, and n_w the word's count in the text, FrameAxis (Kwak, An,
/// Jing & Ahn 2021) defines bias B = sum n_w c_w / sum n_w, and intensity I = sum n_w (c_w - B_T)^2 / sum n_w, where
/// B_T is the bias of the background the vectors were learnt from.
public struct AxisProfile: Sendable, Hashable {
  /// A word's part in a bias.
  public struct Term: Sendable, Hashable {
    /// The word, in lower case.
    public let word: String
    /// What it adds to bias less background: n_w (c_w - B_T) / sum n_w.
    public let contribution: Double
    /// Where it stands: UTF-8 offsets into the text.
    public let ranges: [Range<Int>]
  }

  /// The name of the axis.
  public let axis: String
  /// B: above zero nearer to the positive pole, below zero nearer to the negative one.
  public let bias: Double
  /// I.
  public let intensity: Double
  /// B_T.
  public let background: Double
  /// How many standard errors B lies from B_T, for as many words drawn from the background at random.
  public let z: Double
  /// The words of the text that have vectors, function words left out, repetitions counted.
  public let wordCount: Int
  /// The words that move the bias most, the weightiest first.
  public let terms: [Term]
}

import ParallaxFeatures

/// What was measured of a text so far: several models that read it measure it once.
package struct SharedMeasures {
  private var style: (text: String, values: [Double])?

  /// Nothing was measured yet.
  package init() {}

  /// The measures of style of a text.
  mutating func style(of text: String) -> [Double] {
    if let style, style.text == text { return style.values }
    let values = StyleMeasures.values(of: text)
    style = (text, values)
    return values
  }
}

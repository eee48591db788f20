import ParallaxCoverage
import ParallaxLearning
import ParallaxModels
import ParallaxText

/// Explanations as one page of HTML that needs nothing else: each text with the words and sentences that made its
/// score, by colour and in numbers.
///
/// Everything that comes from a text or a model is escaped, and the page forbids itself scripts and foreign content.
public struct ExplanationPage: Sendable {
  private let classifier: TextClassifier
  private let top: Int

  /// Creates the page of a classifier's explanations.
  ///
  /// - Parameters:
  ///   - classifier: the model that is explained.
  ///   - top: how many features the table under each text lists at most.
  public init(_ classifier: TextClassifier, top: Int = 20) {
    self.classifier = classifier
    self.top = top
  }

  /// What the page begins with.
  public var head: String {
    """
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <title>Explanations by \(SafeText.forHTML(classifier.name))</title>
    <style>
    body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem;color:#1b1f24;background:#fff}
    h1{font-size:1.5rem}h2{font-size:1.15rem;margin:2rem 0 .3rem;border-top:1px solid #d0d7de;padding-top:1rem}
    .text{white-space:pre-wrap;overflow-wrap:anywhere}
    .strong{border-bottom:3px solid #8250df}
    .loaded{text-decoration:underline wavy #bc4c00}
    mark{color:inherit;border-radius:.2rem}
    mark.for{background:rgba(26,127,55,var(--a))}mark.against{background:rgba(207,34,46,var(--a))}
    table{border-collapse:collapse;font-size:.9rem}td,th{padding:.1rem .8rem .1rem 0;text-align:left}
    td.number{text-align:right;font-variant-numeric:tabular-nums}
    .dim{color:#57606a}
    </style></head><body>
    <h1>Explanations by \(SafeText.forHTML(classifier.name))</h1>
    <p class="dim">Green speaks for the label explained, red against it; the stronger, the deeper. Underlined in violet:
    the sentences that speak most for it. A score says whose wording a text resembles; it is no verdict.</p>

    """
  }

  /// What the page ends with.
  public var tail: String { "</body></html>\n" }

  /// The part of the page for one input.
  ///
  /// - Parameters:
  ///   - id: the input's name.
  ///   - input: the input.
  ///   - label: one of the classifier's labels; the most probable one by default, and where it has no such label.
  public func section(_ id: String, _ input: ClassifierInput, label: String? = nil) -> String {
    let score = classifier.parts(of: input, label: label.flatMap { classifier.labels.firstIndex(of: $0) })
    var html = "<section><h2>\(SafeText.forHTML(id))</h2>\n\(summary(of: score))\n"
    if let claim = input.claim {
      let shaded = ShadedText(claim, score, classifier, field: .claim)
      html += "<p class=\"text\"><b>Claim:</b> \(shaded.html(sentences: [], strong: [], loaded: []))</p>\n"
    }
    let shaded = ShadedText(input.text, score, classifier, field: .text)
    let sentences = SentenceSplitter().sentences(in: input.text)
    let sums = shaded.sums(of: sentences)
    let strong = sums.indices.filter { sums[$0] > 0 }
      .sorted { sums[$0] == sums[$1] ? $0 < $1 : sums[$0] > sums[$1] }.prefix(3)
    let loaded = classifier.markedWords?.findings(in: input.text).map(\.range) ?? []
    html +=
      "<div class=\"text\">\(shaded.html(sentences: sentences, strong: Array(strong), loaded: loaded))</div>\n"
    html += table(of: score)
    if !strong.isEmpty {
      html += "<p class=\"dim\">Sentences that speak most for it:</p><ol>\n"
      for sentence in strong {
        let words = SafeText.forHTML(input.text.slice(utf8: sentences[sentence]))
        html += "<li>\(Self.signed(sums[sentence])) \(words)</li>\n"
      }
      html += "</ol>\n"
    }
    return html + "</section>"
  }

  private func summary(of score: ScoreParts) -> String {
    let prediction = score.prediction
    let shares = zip(classifier.labels, prediction.probabilities).map { label, probability in
      "\(SafeText.forHTML(label)) \(Int((100 * probability).rounded())) %"
    }.joined(separator: ", ")
    let label = SafeText.forHTML(classifier.labels[score.label])
    switch prediction.state {
    case .scored:
      let value = Self.signed(score.decisionValue)
      return "<p>Explained: <b>\(label)</b>, decision value \(value) (\(shares))</p>"
    case .abstained(let reason):
      return "<p><b>No finding:</b> \(SafeText.forHTML(reason)). Shown is what speaks for \(label).</p>"
    }
  }

  private func table(of score: ScoreParts) -> String {
    var html = "<table><tr><th>weight</th><th>feature</th><th>places</th></tr>\n"
    func row(_ value: Double, _ name: String, _ places: String) {
      html += "<tr><td class=\"number\">\(Self.signed(value))</td><td>\(name)</td><td>\(places)</td></tr>\n"
    }
    let listed = score.largest(top)
    for entry in listed {
      let part = score.parts[entry]
      let block = classifier.blockName(of: part).map { " <span class=\"dim\">\(SafeText.forHTML($0))</span>" }
      let places = part.places.isEmpty ? "of the whole text" : "\(part.places.count)"
      row(
        part.amount, SafeText.forHTML(classifier.term(of: part, in: score)) + (block ?? ""), places)
    }
    row(score.remainder(without: listed), "other features", "")
    row(score.baseline, score.scope == .exact ? "intercept" : "baseline; local slopes", "")
    row(score.decisionValue, "= decision value", "")
    return html + "</table>\n"
  }

  /// A number with its sign and three decimals.
  static func signed(_ value: Double) -> String {
    let thousandths = Int((1000 * abs(value)).rounded())
    let digits = String(thousandths % 1000)
    let decimals = String(repeating: "0", count: 3 - digits.count) + digits
    return "\(value < 0 && thousandths > 0 ? "\u{2212}" : "+")\(thousandths / 1000).\(decimals)"
  }
}

import Foundation
import ParallaxLearning

/// Charts of an evaluation as SVG: text, lines and bars, nothing that runs.
public enum EvaluationChart {
  /// The reliability diagram: how often answers of a given confidence are right, beside the diagonal.
  public static func svg(of diagram: ReliabilityDiagram, title: String) -> String {
    var chart = Frame(title: title, x: "confidence", y: "share right")
    chart.line([(0, 0), (1, 1)], class: "guide")
    for bin in diagram.bins where bin.count > 0 {
      chart.bar(from: bin.lower, to: bin.upper, height: bin.accuracy, note: "\(bin.count) records")
    }
    chart.note(
      "expected calibration error \(Frame.number(diagram.expectedCalibrationError, 3)); by chance "
        + Frame.number(diagram.errorByChance, 3))
    return chart.text
  }

  /// The risk-coverage curve: the share of errors as fewer records are answered.
  public static func svg(of curve: RiskCoverageCurve, title: String) -> String {
    var chart = Frame(title: title, x: "share answered", y: "share wrong")
    chart.line(curve.points.map { ($0.coverage, $0.risk) }, class: "curve")
    chart.note("area \(Frame.number(curve.area, 3))")
    return chart.text
  }

  /// The learning curve: macro-F1 by the share of the training examples.
  public static func svg(of curve: LearningCurve, title: String) -> String {
    var chart = Frame(title: title, x: "share of training records", y: "macro-F1")
    let most = Double(curve.points.last?.count ?? 1)
    chart.line(curve.points.map { (Double($0.count) / most, $0.metrics.macroF1) }, class: "curve")
    chart.note("\(Int(most)) records in all")
    return chart.text
  }
}

/// A square of axes from 0 to 1, and what is drawn in it.
private struct Frame {
  private static let side = 320.0
  private static let left = 56.0
  private static let top = 40.0
  private var parts: [String]

  init(title: String, x: String, y: String) {
    let (left, top, side) = (Self.left, Self.top, Self.side)
    parts = [
      #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 424" font-family="sans-serif" font-size="12">"#,
      "<style>.axis{stroke:#444;fill:none}.guide{stroke:#999;stroke-dasharray:4 3;fill:none}"
        + ".curve{stroke:#1f5fa8;stroke-width:2;fill:none}.bar{fill:#1f5fa8;fill-opacity:.55}</style>",
      "<title>\(Self.escaped(title))</title>",
      #"<text x="200" y="22" text-anchor="middle" font-size="14">\#(Self.escaped(title))</text>"#,
      #"<rect class="axis" x="\#(left)" y="\#(top)" width="\#(side)" height="\#(side)"/>"#,
      #"<text x="\#(left + side / 2)" y="\#(top + side + 36)" text-anchor="middle">\#(x)</text>"#,
      #"<text transform="translate(16 \#(top + side / 2)) rotate(-90)" text-anchor="middle">\#(y)</text>"#,
    ]
    for tick in 0...5 {
      let value = Double(tick) / 5
      let (px, py) = Self.place(value, value)
      let label = Self.number(value, 1)
      parts.append(#"<text x="\#(px)" y="\#(top + side + 16)" text-anchor="middle">\#(label)</text>"#)
      parts.append(
        #"<text x="\#(left - 6)" y="\#(Self.number(py + 4, 1))" text-anchor="end">\#(label)</text>"#)
    }
  }

  mutating func line(_ points: [(Double, Double)], class name: String) {
    let places = points.map { point in
      let (x, y) = Self.place(point.0, point.1)
      return "\(Self.number(x, 2)),\(Self.number(y, 2))"
    }
    parts.append(#"<polyline class="\#(name)" points="\#(places.joined(separator: " "))"/>"#)
  }

  mutating func bar(from lower: Double, to upper: Double, height: Double, note: String) {
    let (x, y) = Self.place(lower, height)
    let width = (upper - lower) * Self.side - 1
    parts.append(
      #"<rect class="bar" x="\#(Self.number(x, 2))" y="\#(Self.number(y, 2))" width="\#(Self.number(width, 2))" "#
        + #"height="\#(Self.number(height * Self.side, 2))"><title>\#(note)</title></rect>"#)
  }

  mutating func note(_ text: String) {
    parts.append(
      #"<text x="\#(Self.left + Self.side)" y="416" text-anchor="end">\#(Self.escaped(text))</text>"#)
  }

  var text: String { (parts + ["</svg>"]).joined(separator: "\n") + "\n" }

  private static func place(_ x: Double, _ y: Double) -> (Double, Double) {
    (left + x * side, top + (1 - min(max(y, 0), 1)) * side)
  }

  static func number(_ value: Double, _ decimals: Int) -> String { String(format: "%.\(decimals)f", value) }

  private static func escaped(_ text: String) -> String {
    text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
      .replacingOccurrences(of: ">", with: "&gt;").replacingOccurrences(of: "\"", with: "&quot;")
  }
}

import Foundation
import Parallax
import Testing

@Suite struct ExplanationPageTests {
  private static func classifier() throws -> TextClassifier {
    let labelled = [
      ("left", "Workers and unions ask for fair wages."), ("left", "Unions and workers want wages."),
      ("right", "Managers and taxpayers ask for order."), ("right", "Taxpayers and managers want order."),
    ]
    let recipe = ClassifierRecipe(
      description: ModelDescription(
        name: "leaning", version: "1", task: "A test.", labels: ["left", "right"]),
      evidence: EvidenceRequirement(minimumKnownTokens: 2, minimumKnownShare: 0.1), calibrationFolds: 0)
    return try recipe.train(on: labelled.map { LabeledExample(text: $1, label: $0) }).classifier
  }

  /// What a page shows, its tags taken away and its entities read.
  private static func shown(_ html: String) -> String {
    var text = ""
    var isTag = false
    for character in html {
      if character == "<" {
        isTag = true
      } else if character == ">" {
        isTag = false
      } else if !isTag {
        text.append(character)
      }
    }
    for (entity, sign) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
      text = text.replacingOccurrences(of: entity, with: sign)
    }
    return text
  }

  @Test func aTextIsShownWholeAndNothingInItIsMarkup() throws {
    let page = ExplanationPage(try Self.classifier())
    let text = "Unions <script>alert(1)</script> & \"workers\" ask.\nManagers' order 🚢 and wages."
    let section = page.section("<b>id</b>", ClassifierInput(text))
    #expect(Self.shown(section).contains(text))
    #expect(!section.contains("<script") && !section.contains("<b>id"))
    #expect(section.contains("<mark class=\"for\"") && section.contains("<mark class=\"against\""))
    #expect(section.contains("class=\"strong\""))
    #expect(section.contains("decision value"))
    let whole = page.head + section + page.tail
    for foreign in ["http:", "https:", "src=", "href=", "url("] { #expect(!whole.contains(foreign)) }
  }

  @Test func labelsAreExplainedAsAskedAndTooLittleTextIsNoFinding() throws {
    let page = ExplanationPage(try Self.classifier(), top: 1)
    let input = ClassifierInput("Unions and workers want wages.")
    #expect(page.section("a", input, label: "right").contains("Explained: <b>right</b>"))
    #expect(page.section("a", input).contains("Explained: <b>left</b>"))
    let none = page.section("a", ClassifierInput(""))
    #expect(none.contains("No finding") && none.contains("holds no words"))
  }
}

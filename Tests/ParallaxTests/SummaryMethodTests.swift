import Parallax
import Testing

@Suite struct SummaryMethodTests {
  @Test(arguments: SummaryMethod.allCases)
  func aMethodIsFoundByItsNameHyphensAndCapitalsAside(_ method: SummaryMethod) {
    #expect(SummaryMethod(named: method.rawValue) == method)
    #expect(SummaryMethod(named: method.rawValue.uppercased()) == method)
    #expect(SummaryMethod(named: method.rawValue.filter { $0 != "-" }) == method)
  }

  @Test(arguments: ["", "-", "rank", "text", "text_rank", "leads"])
  func whatNamesNoMethodIsNone(_ name: String) {
    #expect(SummaryMethod(named: name) == nil)
  }

  @Test(arguments: SummaryMethod.allCases)
  func everyMethodChoosesAsManySentencesAsAsked(_ method: SummaryMethod) {
    let text =
      "Ships lie in the harbour. Workers strike in the harbour. The court hears the workers. It rains."
    #expect(method.summarizer.summary(of: text, length: .sentences(2)).sentences.count == 2)
  }
}

import Foundation
import Testing

/// What people who met the program for the first time stumbled over.
@Suite struct FirstUseTests {
  @Test(arguments: ["lex_rank", "Textrunk"])
  func aMisspeltMethodIsAUsageErrorAndGivesNoSummary(_ method: String) throws {
    let space = try Workspace()
    let article = try space.write("a.txt", "The talks began on Monday. Both sides came.\n")
    let outcome = try Tool.run(["summarize", method, article])
    #expect(outcome.code == 64)
    #expect(outcome.text == "")
    #expect(outcome.messages.contains("neither a file nor a method"))
  }

  @Test func aFolderOfModelsThatIsNotThereIsAUsageError() throws {
    let outcome = try Tool.run(["info", "--models", "/no/such/folder"])
    #expect(outcome.code == 64)
    #expect(outcome.messages.contains("/no/such/folder"))
  }

  @Test func removedTextOfWindowsFilesShowsNoCarriageReturns() throws {
    let space = try Workspace()
    let article = try space.write(
      "a.txt", "Talks begin\r\n\r\nTalks begin\r\n\r\nThe talks began on Monday.\r\n")
    let outcome = try Tool.run(["clean", "--show-removed", article])
    #expect(outcome.code == 0)
    #expect(!outcome.text.contains("\\u{D}"))
  }

  @Test func limitsOfTheWholeCorpusAreRefusedWhereAPartIsCounted() throws {
    let space = try Workspace()
    let article = try space.write("a.jsonl", #"{"id":"a","text":"the talks"}"# + "\n")
    #expect(try Tool.run(["df", "--min-df", "2", article]).code == 64)
    let counted = try Tool.run(["df", article])
    #expect(counted.lines[0].hasPrefix("documents\t1\tanalyzer=word "))
    #expect(counted.lines.dropFirst() == ["talks\t1\t1", "the\t1\t1"])
  }
}

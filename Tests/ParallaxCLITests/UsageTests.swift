import Foundation
import Testing

@Suite struct UsageTests {
  static let commands =
    ArticleCommandTests.commands
    + ["dedup", "events", "compare", "train", "evaluate", "models", "bench", "info"]

  @Test(arguments: commands)
  func helpLeadsWithExamples(_ command: String) throws {
    for arguments in [[command, "--help"], ["help", command]] {
      let outcome = try Tool.run(arguments)
      #expect(outcome.code == 0)
      #expect(outcome.messages == "")
      let examples = try #require(outcome.text.range(of: "EXAMPLES\n  parallax \(command)"))
      let usage = try #require(outcome.text.range(of: "USAGE:"))
      #expect(examples.lowerBound < usage.lowerBound)
    }
  }

  @Test func noArgumentsShowsHelp() throws {
    for outcome in [try Tool.run([]), try Tool.run([], output: .terminal, terminalInput: true)] {
      #expect(outcome.code == 0)
      #expect(outcome.text.contains("USAGE: parallax <subcommand>"))
      for command in Self.commands { #expect(outcome.text.contains("  \(command) "), "\(command)") }
    }
  }

  @Test func versionIsWritten() throws {
    let outcome = try Tool.run("--version")
    #expect(outcome.code == 0)
    #expect(outcome.lines.first?.hasPrefix("parallax ") == true)
    #expect(outcome.lines.last?.hasPrefix("BLAS: ") == true)
  }

  @Test(arguments: [
    ("sumarize", "did you mean \"summarize\"?"), ("scores", "did you mean \"score\"?"),
    ("Compare", "did you mean \"compare\"?"), ("qqqqqq", "the commands are clean, extract, score"),
  ])
  func anUnknownCommandIsToldWithTheNearest(_ name: String, _ advice: String) throws {
    let outcome = try Tool.run(name, "x.txt")
    #expect(outcome.code == 64)
    #expect(outcome.output.isEmpty)
    #expect(outcome.messages.contains("unknown command \"\(name)\""))
    #expect(outcome.messages.contains(advice))
  }

  @Test func aFileWithoutACommandIsTold() throws {
    let folder = try Workspace()
    let file = try folder.write("a.txt", Samples.article)
    let outcome = try Tool.run(file)
    #expect(outcome.code == 64)
    #expect(outcome.messages.contains("parallax clean \(file)"))
  }

  @Test(arguments: commands)
  func anUnknownOptionIsAnErrorOfUsageOfItsCommand(_ command: String) throws {
    var arguments = [command, "--bogus"]
    if ["predict", "explain", "evaluate"].contains(command) { arguments += ["--model", "m"] }
    if command == "train" { arguments += ["--config", "c", "--train", "t", "--output", "o"] }
    if command == "evaluate" { arguments.append("v") }
    let outcome = try Tool.run(arguments)
    #expect(outcome.code == 64)
    #expect(outcome.messages.contains("--bogus"))
    #expect(outcome.messages.contains("parallax \(command) "))
  }

  @Test(arguments: [
    ["summarize", "--length", "nonsense"], ["summarize", "--length", "0"], ["summarize", "--length", "101%"],
    ["summarize", "--length", "99999999999999999999"], ["summarize", "--length", "nan%"],
    ["summarize", "--length="], ["compare", "--length", "3x"], ["summarize", "ranktext"],
    ["clean", "--format", "xml"], ["clean", "--show-removed", "--format", "json"],
    ["score", "--threads", "0"], ["score", "--threads", "many"], ["explain", "--model", "m", "--top=-1"],
    ["bench", "--limit=-1"], ["bench", "--limit", "0"], ["predict"], ["evaluate", "x.jsonl"],
    ["train", "--config", "c", "--task", "leaning", "--train", "t.jsonl", "--output", "m"],
  ])
  func wrongArgumentsAreErrorsOfUsage(_ arguments: [String]) throws {
    let outcome = try Tool.run(arguments, input: Samples.article)
    #expect(outcome.code == 64, "\(outcome.messages)")
    #expect(outcome.output.isEmpty)
    #expect(outcome.messages.contains("Usage: parallax \(arguments[0])"), "\(outcome.messages)")
  }

  @Test(arguments: ArticleCommandTests.commands + ["compare"])
  func noInputOnATerminalIsTold(_ command: String) throws {
    let arguments =
      command == "compare"
      ? [command, "--models", try Samples.models()] : try ArticleCommandTests.arguments(command)
    let outcome = try Tool.run(arguments, terminalInput: true, timeout: 30)
    #expect(outcome.code == 64)
    #expect(outcome.messages.contains("no input"))
  }

  @Test func aTerminalGetsATableAndAnyOtherJSONLines() throws {
    let folder = try Workspace()
    let file = try folder.write("a.txt", "A short text. It has two sentences.")
    #expect(try Tool.run(["summarize", file], output: .terminal).text.hasPrefix("== "))
    #expect(try Tool.run(["summarize", file]).text.hasPrefix("{"))
  }

  @Test func colourIsForTerminalsThatTakeIt() throws {
    let folder = try Workspace()
    let file = try folder.write("a.txt", Samples.article)
    let arguments = ["clean", "--show-removed", file]
    let color = try Tool.run(arguments, environment: ["TERM": "xterm"], output: .terminal)
    #expect(color.text.contains("\u{1B}[31m[-title: "))
    #expect(color.text.contains("removed: "))
    for environment in [["TERM": "xterm", "NO_COLOR": "1"], ["TERM": "dumb"]] {
      let plain = try Tool.run(arguments, environment: environment, output: .terminal)
      #expect(!plain.text.contains("\u{1B}"))
      #expect(plain.text.contains("[-title: "))
    }
    let file2 = try Tool.run(arguments, environment: ["TERM": "xterm"])
    #expect(!file2.text.contains("\u{1B}"))
    #expect(file2.text.contains("[-title: "))
  }

  @Test func messagesCannotCommandTheTerminal() throws {
    let outcome = try Tool.run("clean", "no\u{1B}[2Jfile.txt")
    #expect(outcome.code == 66)
    #expect(!outcome.messages.contains("\u{1B}"))
    let unknown = try Tool.run("no\u{1B}[2Jcommand")
    #expect(unknown.code == 64)
    #expect(!unknown.messages.contains("\u{1B}"))
  }
}

import ArgumentParser
import Foundation
import Parallax

/// The command line: it reads arguments and files, calls the library, and writes what comes back.
@main
struct ParallaxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parallax",
    abstract: "Reads crawled news articles and shows how an event is told.",
    discussion: """
      EXAMPLES
        parallax compare --manifest articles.csv --actors actors.json
        parallax clean page.txt
        parallax summarize --length 2 article.txt
        cat articles.jsonl | parallax score - > scores.jsonl

      Data goes to standard output, messages to standard error. Exit codes: \
      0 success, 1 some records failed, 64 usage, 65 data, 66 input missing, \
      70 internal, 74 input/output.
      """,
    version: "parallax \(ParallaxVersion.current)\nBLAS: \(LinearAlgebraLibrary.current.name)",
    subcommands: [
      CleanCommand.self, ExtractCommand.self, ScoreCommand.self, SummarizeCommand.self, CompareCommand.self,
      ContrastCommand.self, NamesCommand.self, AlignCommand.self,
      TrainCommand.self, EvaluateCommand.self, PredictCommand.self, ExplainCommand.self, TuneCommand.self,
      CalibrateCommand.self, CardCommand.self, DiffCommand.self, TokenizeCommand.self, SentencesCommand.self,
      KeywordsCommand.self, DedupCommand.self, EventsCommand.self, RougeCommand.self, TrainRankerCommand.self,
      TrainVectorsCommand.self, VectorizeCommand.self, DocumentFrequencyCommand.self, MergeCommand.self,
      TermsCommand.self, ModelsCommand.self, BenchCommand.self,
      InfoCommand.self, CorpusCommand.self, ServeCommand.self, ReadingFeaturesCommand.self,
    ])

  static func main() {
    #if canImport(Glibc)
      HeapPages.prepare()
    #endif
    // A reader that goes away must end the program by an error it can see, not by a signal.
    signal(SIGPIPE, SIG_IGN)
    // A file size limit likewise: the write reports it.
    signal(SIGXFSZ, SIG_IGN)
    occupyClosedStreams()
    // Parallax runs its own threads over documents; one thread inside BLAS keeps sums reproducible.
    LinearAlgebraLibrary.setThreads(1)
    var commandType: any ParsableCommand.Type = ParallaxCommand.self
    do {
      let arguments = Array(CommandLine.arguments.dropFirst())
      try CommandName(known: commandNames(shown: true), hidden: commandNames(shown: false)).check(arguments)
      var command = try parseAsRoot(arguments)
      commandType = type(of: command)
      try command.run()
    } catch is ClosedPipe {
      exit(withError: ExitCode.success)
    } catch {
      end(with: error, of: commandType)
    }
  }

  /// Ends the program, telling what went wrong; whatever a message quotes is made harmless for a terminal.
  private static func end(with error: any Error, of command: any ParsableCommand.Type) -> Never {
    let code = exitCode(for: error)
    if let error = error as? ValidationError {
      // ArgumentParser knows the command of an error only while parsing: the usage must be that command's.
      let name = command == Self.self ? "" : " \(command.configuration.commandName ?? "")"
      Console.note("Error: \(error.message)\nUsage: \(usageString(for: command))")
      Console.note("  See 'parallax\(name) --help' for more information.")
    } else if code == .failure, !(error is ExitCode) {
      Console.error(String(describing: error))
      exit(withError: ExitStatus(error).exitCode)
    } else if code == .success || error is ExitCode {
      exit(withError: error)
    } else {
      Console.note(fullMessage(for: error))
    }
    exit(withError: code)
  }

  private static func commandNames(shown: Bool) -> [String] {
    configuration.subcommands.filter { $0.configuration.shouldDisplay == shown }
      .compactMap { $0.configuration.commandName } + (shown ? ["help"] : [])
  }
}

import ArgumentParser
import Parallax
import ParallaxCorpus

/// The exit codes of the command line (sysexits.h), part of its contract.
enum ExitStatus: Int32 {
  case success = 0
  /// The batch went through, but some of its records did not.
  case someFailed = 1
  case usage = 64
  /// The input is there and is not what it should be.
  case data = 65
  case missingInput = 66
  case `internal` = 70
  case io = 74

  /// The code that an error of the library ends the program with.
  init(_ error: any Error) {
    switch error {
    case let error as ArticleError:
      self = error.code == .missing ? .missingInput : error.code == .io ? .io : .data
    case let error as ModelError:
      self = error.code == .missing ? .missingInput : error.code == .io ? .io : .data
    case let error as CoverageError:
      self = error.code == .missing ? .missingInput : error.code == .io ? .io : .data
    case let error as CorpusError:
      let isIO = [.io, .full, .readOnly, .locked].contains(error.code)
      self = error.code == .missing ? .missingInput : isIO ? .io : .data
    case is OutputError: self = .io
    case is FeatureError, is TrainingError, is SummaryError, is MathError: self = .data
    case let error as CommandFailure: self = error.status
    default: self = .internal
    }
  }

  /// The error that ArgumentParser turns into this exit code.
  var exitCode: ExitCode { ExitCode(rawValue) }
}

/// A failure of a command that no library error describes.
struct CommandFailure: Error, CustomStringConvertible {
  let status: ExitStatus
  let description: String

  init(_ status: ExitStatus, _ description: String) {
    self.status = status
    self.description = description
  }
}

import ArgumentParser
import Foundation

/// How many threads a command uses.
struct ThreadOptions: ParsableArguments {
  @Option(help: "The number of threads, one per processor by default; results do not depend on it.")
  var threads: Int?

  /// One thread per processor.
  static var standard: Int { ProcessInfo.processInfo.activeProcessorCount }

  /// The number asked for; one per processor where none was.
  var count: Int { threads ?? ThreadOptions.standard }

  func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads \(threads): expected 1 to 1024")
    }
  }
}

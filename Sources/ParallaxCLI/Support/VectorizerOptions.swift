import ArgumentParser
import Foundation
import Parallax

extension TFIDFVectorizer.Configuration.Norm: ExpressibleByArgument {}
extension TermAnalyzer: ExpressibleByArgument {}

/// The settings of a vectorizer on the command line; names and meanings are scikit-learn's.
struct VectorizerOptions: ParsableArguments {
  @Option(help: "word, char or char_wb.")
  var analyzer: TermAnalyzer = .word
  @Option(help: "The words of the word analyzer: words (scikit-learn's pattern) or unicode.")
  var tokenizer: Tokenizer.Analyzer = .words
  @OptionGroup var terms: TermOptions
  @Option(
    help: ArgumentHelp("The fewest documents of a term: a count, or a share such as 0.1.", valueName: "n"))
  var minDf = "1"
  @Option(
    help: ArgumentHelp("The most documents of a term: a count, or a share such as 0.9.", valueName: "n"))
  var maxDf = "1.0"
  @Option(help: ArgumentHelp("The most terms, by count.", valueName: "n"))
  var maxFeatures: Int?
  @Flag(help: "Use 1 + ln(tf) for tf.")
  var sublinearTf = false
  @Flag(help: "Count each term of a document once.")
  var binary = false
  @Flag(help: "Leave the idf out.")
  var noIdf = false
  @Flag(inversion: .prefixedNo, help: "Add one to all document frequencies, so that no idf is infinite.")
  var smoothIdf = true
  @Option(help: "l2, l1 or none.")
  var norm: TFIDFVectorizer.Configuration.Norm = .l2

  /// The settings, checked.
  func configuration() throws -> TFIDFVectorizer.Configuration {
    var settings = TFIDFVectorizer.Configuration()
    settings.analyzer = analyzer
    settings.tokenizer = tokenizer
    try terms.apply(to: &settings)
    settings.minimumDocumentFrequency = try VectorizerOptions.limit(minDf, "--min-df")
    settings.maximumDocumentFrequency = try VectorizerOptions.limit(maxDf, "--max-df")
    settings.maximumFeatures = maxFeatures
    settings.sublinearTF = sublinearTf
    settings.binary = binary
    settings.useIDF = !noIdf
    settings.norm = norm
    settings.smoothIDF = smoothIdf
    do throws(FeatureError) { try settings.validate() } catch { throw ValidationError(error.message) }
    return settings
  }

  /// A number with a point is a share, one without a count, as in Python.
  private static func limit(_ text: String, _ option: String) throws -> DocumentFrequencyLimit {
    if let count = Int(text) { return .count(count) }
    guard let share = Double(text), share.isFinite else {
      throw ValidationError("\(option) \(text): expected a count such as 2 or a share such as 0.5")
    }
    return .share(share)
  }
}

import Measuring
import Parallax

/// Words and pairs of words hashed into 2^20 columns.
func measureHashing(_ corpus: Corpus, _ options: Options) throws -> [Measurement] {
  var configuration = TFIDFVectorizer.Configuration()
  configuration.maximumN = 2
  let vectorizer = try HashingVectorizer(featureCount: 1 << 20, configuration: configuration)
  let resident = Meter.resetPeak()
  let (matrix, seconds) = Meter.time { vectorizer.transform(corpus.documents) }
  let peak = Meter.peakMegabytes(above: resident)
  try checkRows(matrix, documentCount: corpus.documents.count)
  var result = Measurement("hashing-2", cpuSeconds: seconds, corpus: corpus)
  result.nonZeroCount = matrix.nonZeroCount
  result.featureCount = matrix.columnCount
  result.peakMegabytes = peak
  return [result]
}

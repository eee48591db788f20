import Benchmark
import Parallax

/// TF-IDF and classification, one thread.
func featureBenchmarks(on corpus: SampleCorpus) throws {
  // Every sample is there several times, so no word falls below the limit of two documents.
  let words = corpus.samples.map(wordSet)
  let expected = MatrixShape(
    documents: corpus.documents.count, terms: words.reduce(into: Set()) { $0.formUnion($1) }.count,
    nonZeros: corpus.copyCount * words.reduce(0) { $0 + $1.count })
  var configuration = TFIDFVectorizer.Configuration()
  configuration.minimumDocumentFrequency = 2
  configuration.sublinearTF = true
  let settings = configuration

  Benchmark("vectorize, fit and transform") { benchmark in
    try Throughput.measure(benchmark, on: corpus, expecting: expected) { documents in
      MatrixShape(try TFIDFVectorizer.fitTransform(documents, configuration: settings).matrix)
    }
  }

  let vectorizer = try TFIDFVectorizer.fit(corpus.documents, configuration: settings)
  Benchmark("vectorize, transform") { benchmark in
    Throughput.measure(benchmark, on: corpus, expecting: expected) { documents in
      MatrixShape(vectorizer.transform(documents))
    }
  }

  let classifier = try outletClassifier(of: corpus)
  let outlets = (0..<corpus.copyCount).flatMap { _ in corpus.outlets }
  Benchmark("classify") { benchmark in
    Throughput.measure(benchmark, on: corpus, expecting: outlets) { documents in
      documents.map { classifier.classify($0).label }
    }
  }
}

/// A tiny model that tells the outlets of the samples apart; barely penalised, it knows each by heart.
private func outletClassifier(of corpus: SampleCorpus) throws -> TextClassifier {
  let labels = Set(corpus.outlets).sorted()
  let recipe = ClassifierRecipe(
    description: ModelDescription(
      name: "outlet", version: "1", task: "Which outlet a sample is from", labels: labels),
    learner: .logisticRegression(.init(c: 1000)), calibrationFolds: 0)
  let texts = zip(corpus.samples, corpus.outlets).map { LabeledExample(text: $0, label: $1) }
  return try recipe.train(on: texts).classifier
}

/// What a matrix of TF-IDF is checked by.
private struct MatrixShape: Equatable {
  let documents: Int
  let terms: Int
  let nonZeros: Int

  init(documents: Int, terms: Int, nonZeros: Int) {
    self.documents = documents
    self.terms = terms
    self.nonZeros = nonZeros
  }

  init(_ matrix: SparseMatrix) {
    self.init(documents: matrix.rowCount, terms: matrix.columnCount, nonZeros: matrix.nonZeroCount)
  }
}

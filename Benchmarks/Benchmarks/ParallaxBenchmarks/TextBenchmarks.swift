import Benchmark
import Parallax

/// Tokens and sentences, one thread.
func textBenchmarks(on corpus: SampleCorpus) {
  let tokenCount = corpus.documents.reduce(0) { $0 + wordCount(of: $1) }
  Benchmark("tokenize words") { benchmark in
    let tokenizer = Tokenizer(analyzer: .words)
    Throughput.measure(benchmark, on: corpus, expecting: tokenCount) { documents in
      documents.reduce(0) { $0 + tokenizer.tokens(in: $1).count }
    }
  }

  // The sentences hold every byte that is not white space, each once; then their number is the answer.
  let splitter = SentenceSplitter()
  let sentences = corpus.documents.map { splitter.sentences(in: $0) }
  let sentenceCount = sentences.reduce(0) { $0 + $1.count }
  let ink = corpus.documents.reduce(0) { $0 + inkByteCount(of: $1) }
  let held = zip(corpus.documents, sentences).reduce(0) { $0 + inkByteCount(of: $1.0, within: $1.1) }
  Benchmark("split sentences") { benchmark in
    guard held == ink else {
      benchmark.error("wrong answer: sentences hold \(held) bytes of text, expected \(ink)")
      return
    }
    Throughput.measure(benchmark, on: corpus, expecting: sentenceCount) { documents in
      documents.reduce(0) { $0 + splitter.sentences(in: $1).count }
    }
  }
}

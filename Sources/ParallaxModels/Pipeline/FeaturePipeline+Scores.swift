import ParallaxFeatures
import ParallaxLearning
import ParallaxMath

/// The words of a text, numbered for several models, and those of each of its parts that a model reads.
package struct PartedWords: Sendable {
  let words: JointWords
  let parts: [Range<Int>]

  /// The words of parts of a text; nil where a part alone might be read as other words.
  ///
  /// - Parameters:
  ///   - words: the words of the text.
  ///   - parts: ranges of the text after an offset that ascend and lie apart.
  ///   - offset: where the parts count from.
  package init?(_ words: JointWords, parts: [Range<Int>], from offset: Int) {
    guard let ranges = words.words(in: parts, from: offset) else { return nil }
    self.words = words
    self.parts = ranges
  }
}

extension FeaturePipeline {
  /// The vectorizer of the text's words, and the blocks behind it, whose columns are there in every row.
  struct Parted: Sendable {
    /// A block of columns that are there in every row; a class, because what it holds is read for every row.
    final class Dense: Sendable {
      let block: FittedBlock
      let columns: any DenseColumns

      init(_ block: FittedBlock, _ columns: any DenseColumns) {
        (self.block, self.columns) = (block, columns)
      }
    }

    let vectorizer: TFIDFVectorizer
    let tail: [Dense]

    /// The parts of some blocks; nil where they are others.
    init?(_ blocks: [FittedBlock]) {
      guard let head = blocks.first, head.readsWordsOfText, head.isUnscaled, blocks.count > 1,
        case .terms(_, let vectorizer) = head.source
      else { return nil }
      var tail: [Dense] = []
      for block in blocks.dropFirst() {
        guard case .columns(let columns) = block.source, let dense = columns as? any DenseColumns else {
          return nil
        }
        tail.append(Dense(block, dense))
      }
      self.vectorizer = vectorizer
      self.tail = tail
    }
  }

  /// The scores of inputs by a linear model, and how many words of each are known, without their rows.
  ///
  /// The same numbers as of their rows; nil where the pipeline is of another kind.
  ///
  /// - Parameters:
  ///   - inputs: the inputs.
  ///   - known: the tokens of each, where they were found before.
  ///   - words: the words of all of them, where they were found before.
  ///   - model: the model.
  func scores(
    of inputs: ArraySlice<ClassifierInput>, tokens known: [TokenSlice]?, words: PartedWords?,
    by model: LinearModel
  ) -> (values: [Double], coverage: [VocabularyCoverage])? {
    guard configuration.mask.isEmpty, let parted else { return nil }
    var coverage: [VocabularyCoverage] = []
    coverage.reserveCapacity(inputs.count)
    func tell(_ known: Int, _ total: Int) { coverage.append(VocabularyCoverage(known: known, total: total)) }
    let heads =
      words.flatMap { $0.parts.count == inputs.count ? $0 : nil }
      .flatMap { parted.vectorizer.rows(of: $0.words, parts: $0.parts, telling: tell) }
      ?? parted.vectorizer.rows(of: inputs.lazy.map(\.text), telling: tell)
    let values = model.decisionValues(ofHeads: heads) { row, values in
      let input = inputs[inputs.startIndex + row]
      let tokens = known?[row] ?? TokenSlice(FoldedTokens(input.text, numberedBy: lookups))
      var values = values
      for dense in parted.tail {
        dense.columns.write(input, tokens, to: values)
        dense.block.finish(values)
        values += dense.block.columnCount
      }
    }
    return (values, coverage)
  }
}

extension FeaturePipeline.FittedBlock {
  /// Scales and weighs the values of all columns, as ``finish(_:from:first:)`` does.
  func finish(_ values: UnsafeMutablePointer<Float>) {
    if isUnscaled { return }
    let (count, weight) = (columnCount, weight)
    if scaler != nil {
      for column in 0..<count { values[column] = finished(Double(values[column]), column: column) }
    } else {
      for column in 0..<count { values[column] = Float(Double(values[column]) * weight) }
    }
  }
}

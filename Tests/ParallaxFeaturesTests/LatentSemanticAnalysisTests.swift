import ParallaxFeatures
import ParallaxMath
import Testing

@Suite struct LatentSemanticAnalysisTests {
  /// Three documents of one subject, three of another; "shared" is in all.
  private let texts = [
    "army troops shared", "troops battle shared army", "battle army shared",
    "market prices shared", "prices trade shared", "trade market prices shared",
  ]

  private func fitted(rank: Int = 3) throws -> (TFIDFVectorizer, SparseMatrix, LatentSemanticAnalysis, Matrix)
  {
    let (vectorizer, matrix) = try TFIDFVectorizer.fitTransform(texts)
    let (analysis, documents) = try LatentSemanticAnalysis.fitTransform(matrix, svd: TruncatedSVD(rank: rank))
    return (vectorizer, matrix, analysis, documents)
  }

  @Test func documentsOfTheFitStandWhereTransformPutsThem() throws {
    let (_, matrix, analysis, documents) = try fitted()
    let again = analysis.transform(matrix)
    for (x, y) in zip(again.values, documents.values) { #expect(abs(x - y) < 1e-5) }
    for row in 0..<matrix.rowCount {
      #expect(analysis.transform(matrix.row(row)) == Array(again.row(row)))
    }
  }

  @Test func theNearestTermsAndDocumentsAreOfTheSameSubject() throws {
    let (vectorizer, _, analysis, documents) = try fitted()
    let army = try #require(vectorizer.vocabulary.index(of: "army"))
    let near = analysis.nearestTerms(to: army, count: 2).map { vectorizer.vocabulary.term(at: $0.row) }
    #expect(near.sorted() == ["battle", "troops"])
    let index = CosineIndex(rows: documents)
    #expect(index.nearest(toRow: 0, count: 2).map(\.row).sorted() == [1, 2])
    #expect(index.nearest(toRow: 3, count: 2).map(\.row).sorted() == [4, 5])
    let question = analysis.transform(vectorizer.transform("troops in battle"))
    #expect(index.nearest(to: question, count: 3).map(\.row).sorted() == [0, 1, 2])
  }

  @Test func aFullSpaceHoldsTheMatrixAndAllOfItsVariance() throws {
    let (_, matrix, analysis, documents) = try fitted(rank: 50)
    #expect(analysis.rank == 6)
    #expect(abs(analysis.explainedVarianceRatio.reduce(0, +) - 1) < 1e-4)
    for row in 0..<matrix.rowCount {
      for column in 0..<matrix.columnCount {
        let restored = (0..<analysis.rank).reduce(Float(0)) {
          $0 + documents[row, $1] * analysis.components[$1, column]
        }
        #expect(abs(restored - matrix.row(row)[column]) < 1e-5)
      }
    }
  }

  @Test func termVectorsAreTheDirectionsTimesTheSingularValues() throws {
    let (_, _, analysis, _) = try fitted()
    let vectors = analysis.termVectors
    for component in 0..<analysis.rank {
      let length = (0..<analysis.termCount).reduce(Float(0)) {
        $0 + vectors[$1, component] * vectors[$1, component]
      }
      #expect(abs(length.squareRoot() - analysis.singularValues[component]) < 1e-4)
    }
  }

  @Test func fitsAreTheSameEachTimeAndRestoredFromTheirParts() throws {
    let (_, matrix, analysis, _) = try fitted()
    #expect(try LatentSemanticAnalysis.fit(matrix, svd: TruncatedSVD(rank: 3)) == analysis)
    let restored = try LatentSemanticAnalysis(
      components: analysis.components, singularValues: analysis.singularValues,
      explainedVariance: analysis.explainedVariance, explainedVarianceRatio: analysis.explainedVarianceRatio)
    #expect(restored == analysis)
    #expect(throws: FeatureError.self) {
      try LatentSemanticAnalysis(
        components: analysis.components, singularValues: [1], explainedVariance: [],
        explainedVarianceRatio: [])
    }
  }

  @Test func matricesWithoutRowsColumnsOrSenseAreRefused() throws {
    let svd = TruncatedSVD(rank: 2)
    let noRows = SparseMatrix(rows: [], columnCount: 3)
    #expect(throws: FeatureError.self) { try LatentSemanticAnalysis.fit(noRows, svd: svd) }
    let noColumns = try SparseMatrix(columnCount: 0, rowOffsets: [0, 0], columnIndices: [], values: [])
    #expect(throws: FeatureError.self) { try LatentSemanticAnalysis.fit(noColumns, svd: svd) }
    let bad = try SparseMatrix(columnCount: 1, rowOffsets: [0, 1], columnIndices: [0], values: [.infinity])
    #expect(throws: FeatureError.self) { try LatentSemanticAnalysis.fit(bad, svd: svd) }
  }

  @Test func equallyNearRowsComeInTheirOrder() throws {
    let rows = try Matrix(rowCount: 5, columnCount: 2, values: [1, 0, 0, 0, 2, 0, 0, 3, 5, 0])
    let index = CosineIndex(rows: rows)
    #expect(index.nearest(toRow: 2, count: 9).map(\.row) == [0, 4, 1, 3])
    #expect(index.nearest(to: [3, 0], count: 3).map(\.row) == [0, 2, 4])
    #expect(index.nearest(to: [0, 0], count: 2).map(\.cosine) == [0, 0])
    #expect(index.nearest(to: [1, 1], count: 0).isEmpty)
    #expect(CosineIndex(rows: Matrix(rowCount: 0, columnCount: 2)).nearest(to: [1, 1], count: 3).isEmpty)
  }
}

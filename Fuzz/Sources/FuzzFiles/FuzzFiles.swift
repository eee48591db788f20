import Foundation
import Parallax

/// Any bytes as a model, a recipe, a gazetteer, a report, a matrix or a table: read or refused, never a crash.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFiles(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  if let file = try? SafetensorsFile(bytes: bytes, integrity: .ifPresent) {
    // A model that is taken must be able to answer.
    if let classifier = try? TextClassifier(file) {
      _ = classifier.explain(ClassifierInput("A short text.", claim: "A claim."), top: 3)
    }
  }
  _ = try? ClassifierRecipe(json: Data(bytes))
  if let gazetteer = try? Gazetteer(json: Data(bytes)) {
    _ = NameMatcher(gazetteer).mentions(in: String(decoding: bytes, as: UTF8.self))
  }
  _ = try? CoverageReport(json: Data(bytes))
  if let settings = try? JSONDecoder().decode(TFIDFVectorizer.Configuration.self, from: Data(bytes)) {
    _ = try? settings.terms(of: "Some Words, données.")
  }
  if let matrix = try? SparseMatrix(npz: bytes), let again = try? NPZ.encode(matrix) {
    precondition((try? SparseMatrix(npz: again))?.columnIndices == matrix.columnIndices)
  }
  _ = try? SVMLight().decode(bytes)
  _ = try? VowpalWabbit.decode(bytes)
  _ = try? VocabularyTable(decoding: bytes)
  if let frequencies = try? DocumentFrequencies(table: bytes) {
    var whole = frequencies
    _ = try? whole.merge(frequencies)
  }
  return 0
}

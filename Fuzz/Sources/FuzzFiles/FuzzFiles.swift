import Foundation
import Parallax

/// Any bytes as a model, a gazetteer, a report, a matrix or a table: read or refused, never a crash.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFiles(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  if let file = try? SafetensorsFile(bytes: bytes, integrity: .ifPresent) {
    _ = try? TextClassifier(file)
  }
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

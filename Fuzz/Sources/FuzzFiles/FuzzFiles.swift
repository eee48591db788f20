import Foundation
import Parallax

/// Any bytes as a model, a recipe, a gazetteer and a report: read or refused, never a crash.
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
  return 0
}

import Foundation
import ParallaxFeatures
import ParallaxLearning

/// The file of a classifier: one `model.safetensors` with everything in it.
///
/// | tensor | type | shape |
/// |---|---|---|
/// | `weights` | F32 | terms x labels |
/// | `intercepts` | F32 | labels |
/// | `idf` | F32 | terms |
/// | `calibration` | F64 | none; absent where there is none |
/// | `vocabulary.offsets` | U32 | terms + 1 |
/// | `vocabulary.terms` | U8 | bytes of all terms |
///
/// The metadata holds strings: `parallax_kind`, `name`, and as JSON `labels`, `vectorizer`, `evidence`,
/// `description`.
extension TextClassifier {
  /// The kind of model, as it stands in the metadata.
  public static let kind = "text-classifier"

  /// Reads a classifier from a model's folder.
  ///
  /// - Throws: ``ModelError`` as of ``SafetensorsFile/init(contentsOf:headerLimit:integrity:)``; also
  ///   `incompatible` for another kind of model, `malformed` for settings that cannot be read, `notFinite`.
  public init(contentsOf directory: String) throws(ModelError) {
    let file = try SafetensorsFile(contentsOf: directory + "/" + LocatedModel.fileName)
    do throws(ModelError) {
      try self.init(file)
    } catch {
      throw error.located(at: file.path)
    }
  }

  /// Reads a classifier from a file that was opened.
  ///
  /// Everything is copied: the file may be closed or replaced afterwards.
  ///
  /// - Throws: as ``init(contentsOf:)``.
  public init(_ file: SafetensorsFile) throws(ModelError) {
    let kind = file.metadata["parallax_kind"]
    guard kind == Self.kind else {
      throw ModelError(
        .incompatible, "holds a model of kind \"\(kind ?? "none")\"; expected \"\(Self.kind)\"")
    }
    let labels = try file.decoded([String].self, "labels")
    let vectorizer = try file.vectorizer()
    let (featureCount, classCount) = (vectorizer.vocabulary.count, labels.count)
    let weights = try file.finiteValues("weights", as: Float.self, shape: [featureCount, classCount])
    let intercepts = try file.finiteValues("intercepts", as: Float.self, shape: [classCount])
    let model: LinearModel
    do throws(TrainingError) {
      model = try LinearModel(
        weights: weights, intercepts: intercepts, classCount: classCount, featureCount: featureCount)
    } catch {
      throw ModelError(.malformed, "the weights cannot be used: \(error.message)")
    }
    let hasCalibration = file.tensors.contains { $0.name == "calibration" }
    try self.init(
      name: file.metadata["name"] ?? "", vectorizer: vectorizer, model: model, labels: labels,
      calibration: hasCalibration
        ? file.finiteValues("calibration", as: Double.self, shape: []).first : nil,
      evidence: file.decoded(EvidenceRequirement.self, "evidence"),
      description: file.metadata["description"] == nil
        ? nil : file.decoded(ModelDescription.self, "description"))
  }

  /// The bytes of the classifier's file; the same classifier gives the same bytes.
  ///
  /// - Throws: as ``SafetensorsWriter/encoded(headerLimit:)``.
  public func encoded() throws(ModelError) -> [UInt8] {
    var metadata = [
      "parallax_kind": Self.kind, "name": name, "labels": try JSONText.encode(labels),
      "vectorizer": try JSONText.encode(vectorizer.configuration),
      "evidence": try JSONText.encode(evidence),
    ]
    if let description { metadata["description"] = try JSONText.encode(description) }
    var writer = try SafetensorsWriter(metadata: metadata)
    try writer.add("weights", model.weights, shape: [model.featureCount, model.classCount])
    try writer.add("intercepts", model.intercepts)
    if let calibration { try writer.add("calibration", [calibration], shape: []) }
    try writer.add(vectorizer)
    return try writer.encoded()
  }

  /// Writes the classifier to a model's folder, which is created if need be, whole or not at all.
  ///
  /// - Throws: ``ModelError`` of code `io` or `missing`; an old file is then untouched.
  public func write(to directory: String) throws(ModelError) {
    let bytes = try encoded()
    do {
      try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    } catch {
      throw ModelError(.io, "the folder cannot be created: \(error.localizedDescription)", path: directory)
    }
    try AtomicFile.write(bytes, to: directory + "/" + LocatedModel.fileName)
  }
}

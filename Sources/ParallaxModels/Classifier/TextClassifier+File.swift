import Foundation
import ParallaxFeatures
import ParallaxLearning

/// The file of a classifier: one `model.safetensors` with everything in it.
///
/// Tensors: those of the pipeline (see ``FeaturePipeline``), those of the model by its own names after
/// `model.` (`model.weights`, F32, features x labels, and `model.intercepts` for a linear one), and where there
/// is a calibration one of
///
/// | tensor | type | shape |
/// |---|---|---|
/// | `calibration` | F64 | none: the inverse temperature |
/// | `calibration.sigmoids` | F64 | calibrators x 2: A and B |
/// | `calibration.steps`, `calibration.lengths` | F64, U32 | steps x 2: threshold and probability; steps of each calibrator |
///
/// The metadata holds strings: `parallax_kind`, `name`, and as JSON `labels`, the pipeline's settings,
/// `evidence`, `description`, `provenance` and `model`, and `thresholds` where labels have their own. A
/// linear softmax model on one plain vectorizer is written as it was before there were pipelines (format
/// 1): no `model`, and no prefixes.
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
    let features = try FeaturePipeline(file)
    func optional<Value: Decodable>(_ type: Value.Type, _ key: String) throws(ModelError) -> Value? {
      file.metadata[key] == nil ? nil : try file.decoded(type, key)
    }
    try self.init(
      name: file.metadata["name"] ?? "", features: features,
      model: Self.model(of: file, labelCount: labels.count, featureCount: features.featureCount),
      labels: labels, calibration: ScoreCalibration(file),
      evidence: file.decoded(EvidenceRequirement.self, "evidence"),
      thresholds: optional([Double].self, "thresholds"),
      description: optional(ModelDescription.self, "description"),
      provenance: optional(ModelProvenance.self, "provenance"))
  }

  /// The bytes of the classifier's file; the same classifier gives the same bytes.
  ///
  /// - Throws: as ``SafetensorsWriter/encoded(headerLimit:)``.
  public func encoded() throws(ModelError) -> [UInt8] {
    var metadata = try features.metadata()
    metadata["parallax_kind"] = Self.kind
    metadata["name"] = name
    metadata["labels"] = try JSONText.encode(labels)
    metadata["evidence"] = try JSONText.encode(evidence)
    if isMultiLabel, thresholds.contains(where: { $0 != 0.5 }) {
      metadata["thresholds"] = try JSONText.encode(thresholds)
    }
    if let description { metadata["description"] = try JSONText.encode(description) }
    if let provenance { metadata["provenance"] = try JSONText.encode(provenance) }
    if !isFormatOne { metadata["model"] = try JSONText.encode(model.settings) }
    var writer = try SafetensorsWriter(metadata: metadata, format: isFormatOne ? 1 : 2)
    let prefix = isFormatOne ? "" : Self.modelPrefix
    for tensor in model.tensors { try writer.add(prefix + tensor.name, tensor.values, shape: tensor.shape) }
    try features.write(to: &writer)
    try calibration?.write(to: &writer)
    return try writer.encoded()
  }

  /// Whether releases from before there were pipelines read the classifier.
  private var isFormatOne: Bool {
    guard case .linear = model, model.link == .softmax else { return false }
    switch calibration {
    case nil, .temperature: break
    case .platt, .isotonic: return false
    }
    return features.configuration.plainVectorizer != nil && features.configuration.mask == TextMask()
      && evidence.minimumConfidence == 0
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

  private static func model(
    of file: SafetensorsFile, labelCount: Int, featureCount: Int
  ) throws(ModelError) -> TrainedModel {
    guard file.metadata["model"] != nil else {
      let weights = try file.values("weights", as: Float.self, shape: [featureCount, labelCount])
      let intercepts = try file.values("intercepts", as: Float.self, shape: [labelCount])
      return try usable { () throws(TrainingError) in
        .linear(
          try LinearModel(
            weights: weights, intercepts: intercepts, classCount: labelCount, featureCount: featureCount))
      }
    }
    let settings = try file.decoded(TrainedModel.Settings.self, "model")
    let stored = file.tensors.filter { $0.name.hasPrefix(modelPrefix) }
    return try usable { () throws(TrainingError) in
      var tensors: [NamedTensor] = []
      for tensor in stored {
        let values: [Float]
        do throws(ModelError) { values = try file.values(tensor.name, as: Float.self) } catch {
          throw TrainingError(.shape, error.message)
        }
        tensors.append(
          try NamedTensor(
            String(tensor.name.dropFirst(modelPrefix.count)), shape: tensor.shape, values: values))
      }
      return try TrainedModel(settings: settings, tensors: tensors)
    }
  }

  /// The model, or what is wrong with the file it was read from.
  private static func usable(
    _ model: () throws(TrainingError) -> TrainedModel
  ) throws(ModelError) -> TrainedModel {
    do throws(TrainingError) { return try model() } catch {
      throw ModelError(
        error.code == .notFinite ? .notFinite : .malformed, "the weights cannot be used: \(error.message)")
    }
  }

  private static let modelPrefix = FeatureBlock.modelName + "."
}

import Foundation
import ParallaxFeatures

/// The file of a fitted vectorizer: a safetensors file with everything a text needs to become a row.
///
/// | tensor | type | shape |
/// |---|---|---|
/// | `idf` | F32 | terms |
/// | `vocabulary.offsets` | U32 | terms + 1 |
/// | `vocabulary.terms` | U8 | bytes of all terms |
///
/// The metadata holds strings: `parallax_kind`, and as JSON `vectorizer`, the settings. A classifier's file has
/// them among its own, so its vectorizer can be read from it too.
extension TFIDFVectorizer {
  /// The kind of file, as it stands in the metadata.
  public static let fileKind = "vectorizer"

  /// Reads the vectorizer of a file, or of the folder of a model.
  ///
  /// - Throws: ``ModelError`` as of ``SafetensorsFile/init(contentsOf:headerLimit:integrity:)``; also
  ///   `incompatible` for another kind of file, `malformed` for settings that cannot be read, `notFinite`.
  public init(contentsOf path: String) throws(ModelError) {
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    let file = try SafetensorsFile(
      contentsOf: isThere && isFolder.boolValue ? path + "/" + LocatedModel.fileName : path)
    do throws(ModelError) {
      let kind = file.metadata["parallax_kind"]
      guard kind == Self.fileKind || kind == TextClassifier.kind else {
        throw ModelError(
          .incompatible,
          "holds a model of kind \"\(kind ?? "none")\"; expected \"\(Self.fileKind)\" or \"\(TextClassifier.kind)\""
        )
      }
      self = try file.vectorizer()
    } catch {
      throw error.located(at: file.path)
    }
  }

  /// The bytes of the vectorizer's file; the same vectorizer gives the same bytes.
  ///
  /// - Throws: as ``SafetensorsWriter/encoded(headerLimit:)``.
  public func encoded() throws(ModelError) -> [UInt8] {
    var writer = try SafetensorsWriter(metadata: [
      "parallax_kind": Self.fileKind, "vectorizer": try JSONText.encode(configuration),
    ])
    try writer.add(self)
    return try writer.encoded()
  }

  /// Writes the vectorizer to a file, whole or not at all.
  ///
  /// - Throws: ``ModelError`` of code `io` or `missing`; an old file is then untouched.
  public func write(to path: String) throws(ModelError) { try AtomicFile.write(try encoded(), to: path) }
}

extension SafetensorsWriter {
  /// Adds the tensors of a vectorizer, their names after a prefix; its settings are the metadata's.
  mutating func add(_ vectorizer: TFIDFVectorizer, prefix: String = "") throws(ModelError) {
    try add(prefix + "idf", vectorizer.idf)
    try add(vectorizer.vocabulary, prefix: prefix)
  }

  /// Adds the tensors of a vocabulary, their names after a prefix.
  mutating func add(_ vocabulary: Vocabulary, prefix: String) throws(ModelError) {
    try add(prefix + "vocabulary.offsets", vocabulary.termOffsets)
    try add(prefix + "vocabulary.terms", vocabulary.termBytes)
  }
}

extension SafetensorsFile {
  /// The vectorizer whose tensors and settings the file holds.
  func vectorizer() throws(ModelError) -> TFIDFVectorizer {
    try vectorizer(decoded(TFIDFVectorizer.Configuration.self, "vectorizer"))
  }

  /// The vectorizer of these settings whose tensors the file holds, their names after a prefix.
  func vectorizer(
    _ configuration: TFIDFVectorizer.Configuration, prefix: String = ""
  ) throws(ModelError) -> TFIDFVectorizer {
    let vocabulary = try vocabulary(prefix: prefix)
    let idf = try finiteValues(prefix + "idf", as: Float.self)
    do throws(FeatureError) {
      return try TFIDFVectorizer(vocabulary: vocabulary, idf: idf, configuration: configuration)
    } catch {
      throw ModelError(.malformed, "the vectorizer cannot be used: \(error.message)")
    }
  }

  /// The vocabulary whose tensors the file holds, their names after a prefix.
  func vocabulary(prefix: String) throws(ModelError) -> Vocabulary {
    let bytes = try values(prefix + "vocabulary.terms", as: UInt8.self)
    let offsets = try values(prefix + "vocabulary.offsets", as: UInt32.self)
    do throws(FeatureError) { return try Vocabulary(termBytes: bytes, termOffsets: offsets) } catch {
      throw ModelError(.malformed, "the vocabulary cannot be used: \(error.message)")
    }
  }

  /// A value that the metadata holds as JSON.
  ///
  /// - Throws: ``ModelError`` of code `malformed` where it is missing or cannot be read.
  func decoded<Value: Decodable>(_ type: Value.Type, _ key: String) throws(ModelError) -> Value {
    guard let text = metadata[key] else { throw ModelError(.malformed, "the metadata lacks \"\(key)\"") }
    return try JSONText.decode(type, from: text.utf8, what: "metadata \"\(key)\"")
  }
}

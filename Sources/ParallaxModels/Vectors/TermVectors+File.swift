import ParallaxFeatures

/// The file of term vectors.
///
/// | tensor | type | shape |
/// |---|---|---|
/// | `counts` | U32 | words |
/// | `codes` | I8 | words x components |
/// | `vocabulary.offsets` | U32 | words + 1 |
/// | `vocabulary.terms` | U8 | bytes of all words |
///
/// The metadata holds `parallax_kind` and, where it was made by a recipe, that as JSON under `recipe`.
extension TermVectors {
  /// The kind of file, as it stands in the metadata.
  public static let fileKind = "term-vectors"
  /// The name of the folder of the shipped vectors.
  public static let folderName = "term-vectors"
  /// The file in that folder.
  public static let fileName = "vectors.safetensors"

  /// Reads vectors from their file, which stays mapped as long as they are in use: replace it by renaming only.
  ///
  /// - Throws: ``ModelError`` as of ``SafetensorsFile/init(contentsOf:headerLimit:integrity:)``; also
  ///   `incompatible` for another kind of file, `malformed` for tensors that do not fit together.
  public init(contentsOf path: String) throws(ModelError) {
    try self.init(SafetensorsFile(contentsOf: path))
  }

  /// Reads vectors from a file that was opened.
  ///
  /// - Throws: as ``init(contentsOf:)``.
  public init(_ file: SafetensorsFile) throws(ModelError) {
    do throws(ModelError) {
      let kind = file.metadata["parallax_kind"]
      guard kind == Self.fileKind else {
        throw ModelError(
          .incompatible, "holds a model of kind \"\(kind ?? "none")\"; expected \"\(Self.fileKind)\"")
      }
      self = try file.termVectors()
    } catch {
      throw error.located(at: file.path)
    }
  }

  /// The bytes of the vectors' file; the same vectors and recipe give the same bytes.
  ///
  /// - Throws: as ``SafetensorsWriter/encoded(headerLimit:)``.
  public func encoded(recipe: TermVectorRecipe? = nil) throws(ModelError) -> [UInt8] {
    var metadata = ["parallax_kind": Self.fileKind]
    if let recipe { metadata["recipe"] = try JSONText.encode(recipe) }
    var writer = try SafetensorsWriter(metadata: metadata)
    try writer.add(self)
    return try writer.encoded()
  }
}

extension SafetensorsWriter {
  /// Adds the tensors of term vectors, their names after a prefix.
  mutating func add(_ vectors: TermVectors, prefix: String = "") throws(ModelError) {
    try add(prefix + "counts", vectors.counts)
    try add(prefix + "codes", vectors.codes, shape: [vectors.count, vectors.dimension])
    try add(vectors.vocabulary, prefix: prefix)
  }
}

extension SafetensorsFile {
  /// The term vectors whose tensors the file holds, their names after a prefix.
  func termVectors(prefix: String = "") throws(ModelError) -> TermVectors {
    let shape = try tensor(named: prefix + "codes").shape
    guard shape.count == 2 else {
      throw ModelError(
        .malformed, "tensor \"\(prefix)codes\" has the shape \(shape); expected two dimensions")
    }
    let (codes, owner) = try bytesInPlace(prefix + "codes")
    let counts = try values(prefix + "counts", as: UInt32.self, shape: [shape[0]])
    let vocabulary = try vocabulary(prefix: prefix)
    do throws(FeatureError) {
      return try TermVectors(
        vocabulary: vocabulary, counts: counts, dimension: shape[1],
        storedCodes: VectorCodes(codes, ownedBy: owner))
    } catch {
      throw ModelError(.malformed, "the term vectors cannot be used: \(error.message)")
    }
  }
}

extension TermVectors: Hashable {
  /// Hashes the words and the size of the vectors.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(vocabulary)
    hasher.combine(dimension)
  }
}

public import ParallaxMath

/// Sparse matrices as SciPy's `.npz` files: what `scipy.sparse.load_npz` reads and `save_npz` writes.
///
/// The file is a zip archive of NumPy arrays: `indices` (`<i4`), `indptr` (`<i4`, or `<i8` past 2^31 entries),
/// `format` ("csr"), `shape` (`<i8`) and `data` (`<f4`). Reading is `SparseMatrix/init(npz:)`.
public enum NPZ {
  /// How the arrays stand in the archive.
  public enum Compression: Sendable, Hashable {
    /// As they are: fast to write and to read.
    case stored
    /// By deflate: about two thirds of the size, at some ten megabytes written a second.
    case deflated
  }

  /// The bytes of a file that holds a matrix; the same matrix gives the same bytes, as dates are fixed.
  ///
  /// - Throws: ``FeatureError`` of code `limit` where the file would pass 4 GiB.
  /// - Complexity: O(rows + entries).
  public static func encode(
    _ matrix: SparseMatrix, compression: Compression = .stored
  ) throws(FeatureError) -> [UInt8] {
    var archive = ZipWriter()
    func add(_ name: String, _ data: [UInt8], _ type: String, _ shape: String) throws(FeatureError) {
      let array = NPYArray.encode(data, type: type, shape: shape)
      try archive.add(name + ".npy", array, isDeflated: compression == .deflated)
    }
    let count = matrix.nonZeroCount
    guard 8 * count < ZipWriter.largest else {
      throw .limit(
        "\(count) entries take \(8 * count) bytes and this form of zip holds 4 GiB; write the rows in several "
          + "files")
    }
    let isWide = count > Int(Int32.max)
    let offsets =
      isWide
      ? littleEndian(matrix.rowOffsets) { Int64($0).littleEndian }
      : littleEndian(matrix.rowOffsets) { Int32(truncatingIfNeeded: $0).littleEndian }
    try add("indices", littleEndian(matrix.columnIndices) { $0.littleEndian }, "<i4", "(\(count),)")
    try add("indptr", offsets, isWide ? "<i8" : "<i4", "(\(matrix.rowOffsets.count),)")
    try add("format", Array("csr".utf8), "|S3", "()")
    try add(
      "shape", littleEndian([matrix.rowCount, matrix.columnCount]) { Int64($0).littleEndian }, "<i8", "(2,)")
    try add("data", littleEndian(matrix.values) { $0.bitPattern.littleEndian }, "<f4", "(\(count),)")
    return archive.finished()
  }

  private static func littleEndian<Value, Stored: FixedWidthInteger>(
    _ values: [Value], _ stored: (Value) -> Stored
  ) -> [UInt8] {
    let size = MemoryLayout<Stored>.size
    return [UInt8](unsafeUninitializedCapacity: values.count * size) { target, filled in
      let raw = UnsafeMutableRawBufferPointer(target)
      for (index, value) in values.enumerated() {
        raw.storeBytes(of: stored(value), toByteOffset: index * size, as: Stored.self)
      }
      filled = values.count * size
    }
  }
}

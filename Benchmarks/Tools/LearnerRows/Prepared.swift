import Foundation
import Measuring
import Parallax

/// The settings of the table: words of two documents and more, 1 + ln(tf), rows of length 1.
func tableConfiguration() -> TFIDFVectorizer.Configuration {
  var configuration = TFIDFVectorizer.Configuration()
  configuration.minimumDocumentFrequency = 2
  configuration.sublinearTF = true
  return configuration
}

/// Writes rows and labels of both parts as raw numbers.
func prepare(_ train: Records, _ valid: Records, folder: String) throws {
  guard train.names == valid.names else { throw Fault("labels \(train.names) and \(valid.names)") }
  let url = URL(filePath: folder)
  try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  let (vectorizer, matrix) = try TFIDFVectorizer.fitTransform(
    train.texts, configuration: tableConfiguration())
  for (name, rows, labels) in [
    ("train", matrix, train.labels), ("valid", vectorizer.transform(valid.texts), valid.labels),
  ] {
    try write(rows.rowOffsets.map(Int64.init), to: url.appending(path: name + ".offsets.i64"))
    try write(rows.columnIndices, to: url.appending(path: name + ".columns.i32"))
    try write(rows.values, to: url.appending(path: name + ".values.f32"))
    try write(labels.map(Int64.init), to: url.appending(path: name + ".labels.i64"))
  }
  try write([Int64(matrix.columnCount), Int64(train.names.count)], to: url.appending(path: "shape.i64"))
}

private func write<Value: BitwiseCopyable>(_ values: [Value], to url: URL) throws {
  try values.withUnsafeBytes { try Data($0).write(to: url) }
}

/// A part as `prepare` wrote it.
func prepared(_ name: String, folder: String) throws -> LabeledDataset {
  func read<Value: BitwiseCopyable>(_ file: String, as type: Value.Type) throws -> [Value] {
    let data = try Data(contentsOf: URL(filePath: folder + "/" + file))
    return data.withUnsafeBytes { Array($0.bindMemory(to: Value.self)) }
  }
  let shape = try read("shape.i64", as: Int64.self)
  return try LabeledDataset(
    features: SparseMatrix(
      columnCount: Int(shape[0]), rowOffsets: read(name + ".offsets.i64", as: Int64.self).map { Int($0) },
      columnIndices: read(name + ".columns.i32", as: Int32.self),
      values: read(name + ".values.f32", as: Float.self)),
    labels: read(name + ".labels.i64", as: Int64.self).map { Int($0) }, classCount: Int(shape[1]))
}

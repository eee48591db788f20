public import ParallaxMath

/// Rows of a dense matrix, ready to be asked which are nearest to a vector by cosine.
///
/// Every row is compared; there is no approximation. A row of length zero is as near to anything as 0.
public struct CosineIndex: Sendable, Hashable {
  /// A row that was found.
  public struct Neighbor: Sendable, Hashable {
    /// The number of the row.
    public let row: Int
    /// The cosine of the angle between its vector and the one asked for, -1 to 1.
    public let cosine: Float
  }

  /// The rows, each of length one, or zero.
  private let units: Matrix

  /// Creates an index of the rows of a matrix.
  ///
  /// - Complexity: O(rows x columns).
  public init(rows: Matrix) {
    var units = rows
    let width = rows.columnCount
    for row in 0..<rows.rowCount {
      let length = CosineIndex.length(rows.row(row))
      for place in (row * width)..<((row + 1) * width) {
        units.values[place] = length > 0 ? Float(Double(units.values[place]) / length) : 0
      }
    }
    self.units = units
  }

  /// The number of rows.
  public var count: Int { units.rowCount }

  /// The rows nearest to a vector, the nearest first; of rows equally near, the first comes first.
  ///
  /// - Complexity: O(rows x columns + rows log rows).
  /// - Precondition: the vector has as many values as the rows; `count` is not negative.
  public func nearest(to vector: [Float], count: Int) -> [Neighbor] {
    nearest(to: vector, count: count, except: nil)
  }

  /// The rows nearest to a row, which is left out itself.
  ///
  /// - Complexity: O(rows x columns + rows log rows).
  /// - Precondition: the index has that row; `count` is not negative.
  public func nearest(toRow row: Int, count: Int) -> [Neighbor] {
    precondition((0..<units.rowCount).contains(row), "row \(row) of \(units.rowCount)")
    return nearest(to: Array(units.row(row)), count: count, except: row)
  }

  private func nearest(to vector: [Float], count: Int, except left: Int?) -> [Neighbor] {
    precondition(vector.count == units.columnCount, "\(vector.count) values for \(units.columnCount) columns")
    precondition(count >= 0, "\(count) neighbours")
    let length = CosineIndex.length(vector[...])
    guard units.rowCount > 0 else { return [] }
    let unit = vector.map { length > 0 ? Float(Double($0) / length) : 0 }
    var cosines = [Float](repeating: 0, count: units.rowCount)
    unit.withUnsafeBufferPointer { unit in
      cosines.withUnsafeMutableBufferPointer { BLAS.gemv(units, unit, into: $0) }
    }
    let rows = cosines.indices.filter { $0 != left }.sorted { (-cosines[$0], $0) < (-cosines[$1], $1) }
    return rows.prefix(count).map { Neighbor(row: $0, cosine: min(1, max(-1, cosines[$0]))) }
  }

  private static func length(_ values: ArraySlice<Float>) -> Double {
    values.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
  }
}

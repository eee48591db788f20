/// A sparse row: parallel arrays of column indices (strictly ascending) and values.
public struct SparseVector: Sendable, Hashable {
  /// Column indices, strictly ascending.
  public let indices: [Int32]
  /// The value at each index; as long as `indices`.
  public let values: [Float]
  /// The number of columns of the space the vector lives in.
  public let dimension: Int

  /// Creates a vector from parts that already hold the invariants.
  ///
  /// - Precondition: `indices` and `values` are of one length; indices ascend strictly below `dimension`.
  public init(indices: [Int32], values: [Float], dimension: Int) {
    precondition(indices.count == values.count, "indices and values differ in length")
    assert(zip(indices, indices.dropFirst()).allSatisfy { $0 < $1 }, "indices must ascend")
    assert(indices.last.map { Int($0) < dimension } ?? true, "index outside the dimension")
    self.indices = indices
    self.values = values
    self.dimension = dimension
  }

  /// The number of stored entries.
  public var nonZeroCount: Int { indices.count }

  /// The value at a column; zero where nothing is stored.
  ///
  /// - Complexity: O(log `nonZeroCount`).
  public subscript(column: Int) -> Float {
    var low = 0
    var high = indices.count
    while low < high {
      let middle = (low + high) / 2
      if Int(indices[middle]) < column { low = middle + 1 } else { high = middle }
    }
    return low < indices.count && Int(indices[low]) == column ? values[low] : 0
  }

  /// The inner product with another vector of the same space.
  ///
  /// - Complexity: O(n + m) in the stored entries.
  public func dot(_ other: SparseVector) -> Double {
    var sum = 0.0
    var i = 0
    var j = 0
    while i < indices.count, j < other.indices.count {
      if indices[i] == other.indices[j] {
        sum += Double(values[i]) * Double(other.values[j])
        i += 1
        j += 1
      } else if indices[i] < other.indices[j] {
        i += 1
      } else {
        j += 1
      }
    }
    return sum
  }
}

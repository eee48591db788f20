/// Signatures of sets whose places agree as often as the sets' Jaccard similarity says (Broder 1997).
///
/// Place i is the least of h_i(x) = a_i x + b_i mod 2^64 over the elements x, cut to its upper 32 bits; a_i is odd
/// (multiply-add-shift; Dietzfelbinger et al. 1997). For two sets of Jaccard similarity J the share of equal places
/// has the expectation J and the standard deviation √(J (1 - J) / k), as far as the elements are well spread
/// hashes: this family is not exactly min-wise independent.
public struct MinHash: Sendable, Hashable {
  /// The number of places of a signature, k.
  public let permutations: Int
  /// The seed that the functions h_i are drawn by.
  public let seed: UInt64

  private let multipliers: [UInt64]
  private let addends: [UInt64]

  /// Creates a family of functions.
  ///
  /// - Precondition: `permutations` is above zero.
  public init(permutations: Int, seed: UInt64) {
    precondition(permutations > 0, "\(permutations) permutations")
    self.permutations = permutations
    self.seed = seed
    let start = WordHash.mixed(seed)
    let numbers = (0..<UInt64(2 * permutations)).map { WordHash.mixed(start &+ $0 &* 0x9E37_79B9_7F4A_7C15) }
    multipliers = numbers[..<permutations].map { $0 | 1 }
    addends = Array(numbers[permutations...])
  }

  /// The signature of a set of hashes, in which an element may stand several times.
  ///
  /// The signature of the empty set is `UInt32.max` throughout, which says nothing of its similarity.
  ///
  /// - Complexity: O(k · elements).
  public func signature(of hashes: [UInt64]) -> [UInt32] {
    [UInt32](unsafeUninitializedCapacity: permutations) { signature, count in
      hashes.withUnsafeBufferPointer { hashes in
        // Four functions at once: their minima do not wait for one another.
        while count &+ 4 <= permutations {
          let (a, b, c, d) = minima(count, hashes)
          signature.initializeElement(at: count, to: UInt32(a &>> 32))
          signature.initializeElement(at: count &+ 1, to: UInt32(b &>> 32))
          signature.initializeElement(at: count &+ 2, to: UInt32(c &>> 32))
          signature.initializeElement(at: count &+ 3, to: UInt32(d &>> 32))
          count &+= 4
        }
        while count < permutations {
          signature.initializeElement(at: count, to: UInt32(minimum(count, hashes) &>> 32))
          count &+= 1
        }
      }
    }
  }

  @inline(__always) private func minima(
    _ first: Int, _ hashes: UnsafeBufferPointer<UInt64>
  ) -> (UInt64, UInt64, UInt64, UInt64) {
    let (m0, m1, m2, m3) = (
      multipliers[first], multipliers[first + 1], multipliers[first + 2], multipliers[first + 3]
    )
    let (a0, a1, a2, a3) = (addends[first], addends[first + 1], addends[first + 2], addends[first + 3])
    var (r0, r1, r2, r3) = (UInt64.max, UInt64.max, UInt64.max, UInt64.max)
    for hash in hashes {
      r0 = min(r0, hash &* m0 &+ a0)
      r1 = min(r1, hash &* m1 &+ a1)
      r2 = min(r2, hash &* m2 &+ a2)
      r3 = min(r3, hash &* m3 &+ a3)
    }
    return (r0, r1, r2, r3)
  }

  private func minimum(_ index: Int, _ hashes: UnsafeBufferPointer<UInt64>) -> UInt64 {
    hashes.reduce(UInt64.max) { min($0, $1 &* multipliers[index] &+ addends[index]) }
  }
}

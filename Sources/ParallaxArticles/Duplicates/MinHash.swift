/// Signatures of sets whose places agree as often as the sets' Jaccard similarity says (Broder 1997), in a time that
/// does not grow with elements times places.
///
/// Fast similarity sketching (Dahlgaard, Knudsen & Thorup 2017): in round i every element x throws one dart, h_i(x)
/// mod 2^64, whose upper half says at which place it lands and whose lower half is its value. Place j holds the least
/// (round, value) of the darts that landed there. In the first k rounds the place is chosen at random, in another k
/// rounds it is i - k, so that none stays empty; no round begins when every place is taken. As a place is a minimum
/// over the elements, that of A ∪ B is the lesser of those of A and B, and agrees in both with the probability J. The
/// places of large sets are taken without replacement and so deviate less than √(J (1 - J) / k), those of small ones
/// as much.
public struct MinHash: Sendable, Hashable {
  /// The number of places of a signature, k.
  public let permutations: Int
  /// The seed that the functions h_i are drawn by.
  public let seed: UInt64

  /// Creates a family of functions.
  ///
  /// - Precondition: `permutations` is above zero, and below 2^30.
  public init(permutations: Int, seed: UInt64) {
    precondition(permutations > 0 && permutations < 1 << 30, "\(permutations) permutations")
    self.permutations = permutations
    self.seed = seed
  }

  /// The signature of a set of hashes, in which an element may stand several times.
  ///
  /// The signature of the empty set is `UInt32.max` throughout, which says nothing of its similarity.
  ///
  /// - Complexity: O(elements + k log k) where elements are spread hashes.
  public func signature(of hashes: [UInt64]) -> [UInt32] {
    guard !hashes.isEmpty else { return [UInt32](repeating: .max, count: permutations) }
    var places = [UInt64](repeating: .max, count: permutations)
    places.withUnsafeMutableBufferPointer { places in
      hashes.withUnsafeBufferPointer { hashes in
        var round: UInt64 = 0
        while places.contains(.max) {
          throwDarts(round, hashes, at: places)
          round &+= 1
        }
      }
    }
    // The round joins the value: two elements that come in different rounds seldom agree by chance.
    return places.map {
      UInt32(truncatingIfNeeded: $0) ^ (UInt32(truncatingIfNeeded: $0 &>> 32) &* 0x9E37_79B1)
    }
  }

  /// Every element's dart of one round.
  private func throwDarts(
    _ round: UInt64, _ hashes: UnsafeBufferPointer<UInt64>, at places: UnsafeMutableBufferPointer<UInt64>
  ) {
    let mask = WordHash.mixed(WordHash.mixed(seed) &+ round)
    let count = UInt64(places.count)
    if round < count {
      for hash in hashes {
        let dart = Self.dart(hash, mask)
        // The upper half, as a fraction of 2^32, of the number of places: below that number.
        let place = Int(truncatingIfNeeded: ((dart &>> 32) &* count) &>> 32)
        places[place] = min(places[place], round &<< 32 | dart & 0xFFFF_FFFF)
      }
    } else {
      let place = Int(round &- count)
      for hash in hashes {
        places[place] = min(places[place], round &<< 32 | Self.dart(hash, mask) & 0xFFFF_FFFF)
      }
    }
  }

  /// h_i of an element: the folded product of two words, of which the mask makes a function of its own.
  @inline(__always) private static func dart(_ hash: UInt64, _ mask: UInt64) -> UInt64 {
    WordHash.combined(hash, mask)
  }
}

/// The entries of a matrix in the making: a term or column and a value each, in two arrays of one length.
///
/// Room is taken in huge pages where the system grants them; clearing and mapping small ones would cost a
/// tenth of a fit.
struct EntryBuffer {
  private(set) var terms: [Int32] = []
  private(set) var values: [Float] = []

  /// The number of entries.
  var count: Int { terms.count }

  /// Makes room for `count` entries in all.
  mutating func reserve(_ count: Int) {
    guard count > terms.capacity else { return }
    terms.reserveCapacity(count)
    values.reserveCapacity(count)
    terms.withUnsafeMutableBufferPointer { LargeAllocation.advise($0.baseAddress, count: count) }
    values.withUnsafeMutableBufferPointer { LargeAllocation.advise($0.baseAddress, count: count) }
  }

  /// Appends up to `most` entries; `body` writes them and returns how many they are.
  @inline(__always) mutating func append(
    upTo most: Int, _ body: (UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Float>) -> Int
  ) {
    if terms.count &+ most > terms.capacity { reserve(max(terms.count + most, 2 * terms.capacity)) }
    terms.append(addingCapacity: most) { newTerms in
      newTerms.withUnsafeMutableBufferPointer { termRoom, termCount in
        values.append(addingCapacity: most) { newValues in
          newValues.withUnsafeMutableBufferPointer { valueRoom, valueCount in
            guard let term = termRoom.baseAddress, let value = valueRoom.baseAddress else { return }
            termCount = body(term, value)
            valueCount = termCount
          }
        }
      }
    }
  }

  /// Forgets all entries and keeps their room.
  mutating func removeAll() {
    terms.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
  }

  /// Calls `body` with the entries, to be changed in place, and keeps as many of the first as it returns.
  mutating func rewrite(_ body: (UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Float>) -> Int) {
    let kept = terms.withUnsafeMutableBufferPointer { terms in
      values.withUnsafeMutableBufferPointer { values -> Int in
        guard let first = terms.baseAddress, let value = values.baseAddress else { return 0 }
        return body(first, value)
      }
    }
    terms.removeLast(terms.count - kept)
    values.removeLast(values.count - kept)
  }
}

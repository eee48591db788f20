/// Sorts the entries of one row after another by a number in some of their bits: by radix, least digit first;
/// short rows by insertion.
///
/// The order of entries of one number is that in which they were added.
struct RadixSorter<Entry: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>: ~Copyable {
  private let passes: Int
  private let digitBits: Entry
  /// The lowest bit of the number.
  private let lowest: Entry
  /// Where the entries of each digit go, pass after pass.
  private let places: UnsafeMutablePointer<UInt32>
  /// The entries, sorted after ``sort()``.
  private(set) var entries: UnsafeMutablePointer<Entry>
  private var spare: UnsafeMutablePointer<Entry>
  private var capacity = 1024
  /// The number of entries.
  private(set) var count = 0

  /// Creates a sorter by numbers below `limit` that begin at a bit.
  init(limit: Int, lowestBit: Int) {
    let bits = max(1, Int.bitWidth - max(1, limit - 1).leadingZeroBitCount)
    // Few passes over the row against few digits to add up: two of 1,024 beat three for a million columns.
    passes = (bits + 9) / 10
    digitBits = Entry((bits + passes - 1) / passes)
    lowest = Entry(lowestBit)
    places = .allocate(capacity: passes << Int(digitBits))
    entries = .allocate(capacity: capacity)
    spare = .allocate(capacity: capacity)
  }

  deinit {
    places.deallocate()
    entries.deallocate()
    spare.deallocate()
  }

  /// Makes room for `more` entries.
  @inline(__always) mutating func reserve(_ more: Int) {
    if count &+ more >= capacity { grow(more) }
  }

  @inline(never) private mutating func grow(_ more: Int) {
    capacity = max(count + more + 1, 2 * capacity)
    let wider = UnsafeMutablePointer<Entry>.allocate(capacity: capacity)
    wider.update(from: entries, count: count)
    entries.deallocate()
    spare.deallocate()
    entries = wider
    spare = .allocate(capacity: capacity)
  }

  /// Adds an entry for which there is room; without a branch nothing where it is not to be kept.
  @inline(__always) mutating func add(_ entry: Entry, keeping isKept: Bool = true) {
    entries[count] = entry
    count &+= isKept ? 1 : 0
  }

  @inline(__always) mutating func removeAll() { count = 0 }

  /// Sorts the entries.
  @inline(__always) mutating func sort() {
    if count <= 48 { sortByInsertion() } else { sortByRadix() }
  }

  private func sortByInsertion() {
    let (entries, lowest) = (entries, lowest)
    var i = 1
    while i < count {
      let entry = entries[i]
      var place = i
      while place > 0, entries[place &- 1] &>> lowest > entry &>> lowest {
        entries[place] = entries[place &- 1]
        place &-= 1
      }
      entries[place] = entry
      i &+= 1
    }
  }

  private mutating func sortByRadix() {
    let digits = 1 << Int(digitBits)
    countDigits()
    for pass in 0..<passes {
      let places = places + pass * digits
      var next: UInt32 = 0
      for digit in 0..<digits {
        let size = places[digit]
        places[digit] = next
        next &+= size
      }
      let (entries, spare, count) = (entries, spare, count)
      let (mask, shift) = (Entry(digits &- 1), lowest &+ Entry(pass) &* digitBits)
      for i in 0..<count {
        let entry = entries[i]
        let place = places + Int(truncatingIfNeeded: entry &>> shift & mask)
        spare[Int(place.pointee)] = entry
        place.pointee &+= 1
      }
      swap(&self.entries, &self.spare)
    }
  }

  /// Counts the digits of all passes in one.
  private func countDigits() {
    let digits = 1 << Int(digitBits)
    let (entries, places, count) = (entries, places, count)
    let (mask, lowest, digitBits) = (Entry(digits &- 1), lowest, digitBits)
    places.update(repeating: 0, count: passes * digits)
    if passes == 2 {
      // The usual case, for which the loop over passes is written out.
      let second = places + digits
      for i in 0..<count {
        let number = entries[i] &>> lowest
        places[Int(truncatingIfNeeded: number & mask)] &+= 1
        second[Int(truncatingIfNeeded: number &>> digitBits & mask)] &+= 1
      }
      return
    }
    for pass in 0..<passes {
      let (first, shift) = (places + pass * digits, lowest &+ Entry(pass) &* digitBits)
      for i in 0..<count { first[Int(truncatingIfNeeded: entries[i] &>> shift & mask)] &+= 1 }
    }
  }
}

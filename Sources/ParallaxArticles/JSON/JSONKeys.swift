/// The keys that are looked for in objects, laid out to be compared fast.
package struct JSONKeys: Sendable {
  private struct Key: Sendable {
    let start: Int
    let length: Int
    let first: UInt8
  }

  private let keys: [Key]
  private let bytes: [UInt8]

  /// Creates a list of keys; none that has to be escaped in JSON is ever found.
  package init(_ names: [String]) {
    var keys: [Key] = []
    var bytes: [UInt8] = []
    for name in names {
      keys.append(Key(start: bytes.count, length: name.utf8.count, first: name.utf8.first ?? 0))
      bytes += name.utf8
    }
    (self.keys, self.bytes) = (keys, bytes)
  }

  /// How many keys there are.
  package var count: Int { keys.count }

  /// Calls a closure with the place of each key that is equal to a name, until it returns false.
  ///
  /// - Returns: Whether no call returned false.
  func forEach(
    equalTo name: UnsafeBufferPointer<UInt8>, _ body: (Int) -> Bool
  ) -> Bool {
    let first = name.first ?? 0
    for (place, key) in keys.enumerated() where key.length == name.count && key.first == first {
      var offset = 0
      while offset < key.length, bytes[key.start + offset] == name[offset] { offset += 1 }
      if offset == key.length, !body(place) { return false }
    }
    return true
  }
}

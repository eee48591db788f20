/// Writes JSON byte by byte: what an encoder with sorted keys builds, without building it.
///
/// The caller writes keys in the order of the alphabet, as everywhere in this program's output.
package struct JSONWriter {
  /// What was written so far.
  package private(set) var bytes: [UInt8]
  /// Whether a comma goes before what comes next.
  private var needsComma = false

  /// Creates a writer that goes on behind bytes.
  package init(after bytes: [UInt8] = []) { self.bytes = bytes }

  /// Makes room for so many bytes.
  package mutating func reserve(_ count: Int) { bytes.reserveCapacity(bytes.count + count) }

  /// Writes an object, whose members the closure writes.
  package mutating func object(_ members: (inout JSONWriter) -> Void) {
    enclose(UInt8(ascii: "{"), members, UInt8(ascii: "}"))
  }

  /// Writes an array, whose elements the closure writes.
  package mutating func array(_ elements: (inout JSONWriter) -> Void) {
    enclose(UInt8(ascii: "["), elements, UInt8(ascii: "]"))
  }

  private mutating func enclose(_ opening: UInt8, _ body: (inout JSONWriter) -> Void, _ closing: UInt8) {
    separate()
    bytes.append(opening)
    needsComma = false
    body(&self)
    bytes.append(closing)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  /// Writes the key of the member that comes next; a plain one, in which nothing is to be escaped.
  package mutating func key(_ name: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// Writes the key of the member that comes next.
  package mutating func key(_ name: String) {
    value(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// Writes a string.
  package mutating func value(_ text: String) {
    separate()
    JSONBytes.write(text, to: &bytes)
  }

  /// Writes an id: a string, or the number that it was.
  package mutating func value(_ id: RecordID) {
    if id.isNumber, let number = Int(id.description) { value(number) } else { value(id.description) }
  }

  /// Writes a whole number.
  package mutating func value(_ number: Int) {
    separate()
    guard (0..<100_000_000).contains(number) else {
      bytes += number.description.utf8
      return
    }
    // Nearly all are offsets: their digits, the last one highest, fit into one word, and are appended at once.
    var (rest, digits, count) = (UInt32(truncatingIfNeeded: number), UInt64(0), 0)
    repeat {
      digits = digits &<< 8 | UInt64(UInt8(ascii: "0")) | UInt64(rest % 10)
      rest /= 10
      count += 1
    } while rest > 0
    withUnsafeBytes(of: digits.littleEndian) {
      bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: $0[..<count]))
    }
  }

  /// Writes a number in the fewest digits that tell it from all others; one that is not finite is null.
  package mutating func value(_ number: Double) {
    separate()
    guard number.isFinite else {
      bytes += "null".utf8
      return
    }
    var digits = Digits()
    swap(&digits.bytes, &bytes)
    number.write(to: &digits)
    swap(&digits.bytes, &bytes)
    // A whole number has no decimals.
    if bytes[bytes.count - 1] == UInt8(ascii: "0"), bytes[bytes.count - 2] == UInt8(ascii: ".") {
      bytes.removeLast(2)
    }
  }

  /// Takes the digits of a number as bytes: as a string most would be allocated.
  private struct Digits: TextOutputStream {
    var bytes: [UInt8] = []

    mutating func write(_ text: String) { bytes += text.utf8 }

    /// What the standard library writes numbers by; without it they come as strings.
    mutating func _writeASCII(_ text: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: text) }
  }

  /// Writes two offsets as an array.
  package mutating func pair(_ range: Range<Int>) {
    array {
      $0.value(range.lowerBound)
      $0.value(range.upperBound)
    }
  }

  /// Writes a string member where there is one.
  package mutating func member(_ name: StaticString, _ text: String?) {
    guard let text else { return }
    key(name)
    value(text)
  }

  /// Writes a string member, or null where there is none.
  package mutating func optional(_ name: StaticString, _ text: String?) {
    key(name)
    if let text {
      value(text)
    } else {
      separate()
      bytes += "null".utf8
    }
  }

  /// Writes a number member where there is one.
  package mutating func member(_ name: StaticString, _ number: Double?) {
    guard let number else { return }
    key(name)
    value(number)
  }

  /// Writes a whole number member.
  package mutating func member(_ name: StaticString, _ number: Int) {
    key(name)
    value(number)
  }

  /// Writes an array of strings.
  package mutating func member(_ name: StaticString, _ texts: [String]) {
    key(name)
    array { for text in texts { $0.value(text) } }
  }

  /// Writes an object of numbers by their names, which are sorted by their bytes.
  package mutating func member(_ name: StaticString, _ names: [String], _ numbers: [Double]) {
    key(name)
    object {
      let order = names.indices.sorted { names[$0].utf8.lexicographicallyPrecedes(names[$1].utf8) }
      for place in order where place < numbers.count {
        $0.key(names[place])
        $0.value(numbers[place])
      }
    }
  }
}

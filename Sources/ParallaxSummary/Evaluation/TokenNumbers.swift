/// Gives each distinct token of the texts it is shown a number, in order of arrival.
struct TokenNumbers {
  private var numbers: [[UInt8]: Int32] = [:]
  private var stems: [[UInt8]: Int32] = [:]
  private let usesStemmer: Bool

  /// The number of distinct tokens.
  var count: Int { stems.count }

  init(usesStemmer: Bool) { self.usesStemmer = usesStemmer }

  /// The tokens of each line that is not empty: runs of a-z and 0-9 after lowercasing.
  mutating func lines(of text: String) -> [[Int32]] {
    var lines: [[Int32]] = []
    var tokens: [Int32] = []
    var token: [UInt8] = []
    var lineIsEmpty = true
    func isTokenByte(_ byte: UInt8) -> Bool { byte &- 97 < 26 || byte &- 48 < 10 }
    func endToken(_ numbers: inout TokenNumbers) {
      if !token.isEmpty { tokens.append(numbers.number(of: token)) }
      token.removeAll(keepingCapacity: true)
    }
    for scalar in text.unicodeScalars {
      let byte: UInt8
      switch scalar.value {
      case 65...90: byte = UInt8(scalar.value) | 0x20
      case 0...127: byte = UInt8(scalar.value)
      // The only letters beyond ASCII whose lowercase form begins within it: İ and the Kelvin sign.
      case 0x130: byte = UInt8(ascii: "i")
      case 0x212A: byte = UInt8(ascii: "k")
      default: byte = 0
      }
      if isTokenByte(byte) { token.append(byte) } else { endToken(&self) }
      // The combining dot that İ leaves behind its i is no token byte.
      if scalar.value == 0x130 { endToken(&self) }
      if byte == 10 {
        if !lineIsEmpty { lines.append(tokens) }
        tokens.removeAll(keepingCapacity: true)
        lineIsEmpty = true
      } else {
        lineIsEmpty = false
      }
    }
    endToken(&self)
    if !lineIsEmpty { lines.append(tokens) }
    return lines
  }

  private mutating func number(of token: [UInt8]) -> Int32 {
    if let known = numbers[token] { return known }
    let stem = usesStemmer && token.count > 3 ? PorterStemmer().stem(token) : token
    let number = stems[stem] ?? Int32(stems.count)
    stems[stem] = number
    numbers[token] = number
    return number
  }
}

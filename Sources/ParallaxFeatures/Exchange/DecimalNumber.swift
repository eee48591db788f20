/// Decimal numbers from bytes, correctly rounded.
enum DecimalNumber {
  /// A whole number without a sign of at most 18 digits; nil where the bytes are not that.
  static func unsigned(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard !bytes.isEmpty, bytes.count <= 18 else { return nil }
    var value = 0
    for byte in bytes {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value &* 10 &+ Int(byte &- 0x30)
    }
    return value
  }

  /// `[+-] digits [. digits] [e [+-] digits]`, or `inf`, `infinity` or `nan` in any case; nil where the bytes are
  /// not that.
  static func double(_ bytes: ArraySlice<UInt8>) -> Double? {
    guard let parts = Parts(bytes) else { return named(bytes) }
    return parts.exact ?? Double(String(decoding: bytes, as: UTF8.self))
  }

  /// As ``double(_:)``, rounded once to single precision.
  static func float(_ bytes: ArraySlice<UInt8>) -> Float? {
    guard let parts = Parts(bytes) else { return named(bytes).map { Float($0) } }
    // A double in the middle between two floats may have been rounded there from either side.
    if let exact = parts.exact, exact.bitPattern & 0x1FFF_FFFF != 0x1000_0000,
      exact == 0 || exact.magnitude >= 0x1p-126
    {
      return Float(exact)
    }
    return Float(String(decoding: bytes, as: UTF8.self))
  }

  private static func named(_ bytes: ArraySlice<UInt8>) -> Double? {
    guard bytes.count <= 9 else { return nil }
    switch String(decoding: bytes, as: UTF8.self).lowercased() {
    case "nan", "+nan", "-nan": return .nan
    case "inf", "+inf", "infinity", "+infinity": return .infinity
    case "-inf", "-infinity": return -.infinity
    default: return nil
    }
  }

  /// The digits as one number and the power of ten it is scaled by.
  private struct Parts {
    private(set) var digits: UInt64 = 0
    private(set) var exponent = 0
    private var isNegative = false
    private var digitCount = 0

    init?(_ bytes: ArraySlice<UInt8>) {
      var place = bytes.startIndex
      let end = bytes.endIndex
      if place < end, bytes[place] == 0x2B || bytes[place] == 0x2D {
        isNegative = bytes[place] == 0x2D
        place += 1
      }
      var (seen, isFraction) = (0, false)
      while place < end {
        let digit = bytes[place] &- 0x30
        if digit < 10 {
          seen += 1
          // Leading zeros are no digits of the number; past 19 the value is only marked as too long.
          if digitCount > 0 || digit > 0 { digitCount += 1 }
          digits = digits &* 10 &+ UInt64(digit)
          if isFraction { exponent -= 1 }
        } else if bytes[place] == 0x2E, !isFraction {
          isFraction = true
        } else {
          break
        }
        place += 1
      }
      guard seen > 0 else { return nil }
      if place < end {
        guard bytes[place] | 0x20 == 0x65 else { return nil }
        place += 1
        let sign = place < end && (bytes[place] == 0x2B || bytes[place] == 0x2D) ? bytes[place] : 0
        if sign != 0 { place += 1 }
        guard place < end else { return nil }
        var power = 0
        while place < end {
          let digit = bytes[place] &- 0x30
          guard digit < 10 else { return nil }
          power = min(power * 10 + Int(digit), 1 << 20)
          place += 1
        }
        exponent += sign == 0x2D ? -power : power
      }
    }

    /// The value where one division or multiplication of exact doubles gives it (Clinger 1990), else nil.
    var exact: Double? {
      guard digitCount <= 19, digits < 1 << 53, abs(exponent) < DecimalNumber.powers.count else { return nil }
      let magnitude =
        exponent < 0
        ? Double(digits) / DecimalNumber.powers[-exponent]
        : Double(digits) * DecimalNumber.powers[exponent]
      return isNegative ? -magnitude : magnitude
    }
  }

  /// 10^0 to 10^22, which doubles hold exactly.
  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19,
    1e20, 1e21, 1e22,
  ]
}

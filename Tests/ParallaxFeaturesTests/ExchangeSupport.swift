import ParallaxFeatures
import ParallaxMath

/// Sparse matrices by a seed, with values of many magnitudes.
struct RandomRows {
  var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  static func matrix(seed: UInt64, rows: Int, columns: Int, density: Double) -> SparseMatrix {
    var source = RandomRows(seed: seed)
    return source.matrix(rows: rows, columns: columns, density: density)
  }

  mutating func matrix(rows: Int, columns: Int, density: Double) -> SparseMatrix {
    SparseMatrix(
      rows: (0..<rows).map { _ in
        let kept = (0..<columns).filter { _ in Double.random(in: 0..<1, using: &random) < density }
        return SparseVector(
          indices: kept.map { Int32($0) }, values: kept.map { _ in value() }, dimension: columns)
      }, columnCount: columns)
  }

  mutating func value() -> Float {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: Float(Int.random(in: -3...3, using: &random))
    case 1: Float.random(in: 0...1, using: &random)
    case 2: Float(bitPattern: UInt32.random(in: 1..<0x7F80_0000, using: &random))
    default: -Float.random(in: 0...1e-6, using: &random)
    }
  }

  mutating func term() -> String {
    let letters = Array("ab:| %\t\n\\\rüß漢🙂0^'#")
    return String(
      (0...Int.random(in: 0..<6, using: &random)).map { _ in letters.randomElement(using: &random) ?? "a" })
  }
}

/// Bytes changed at random: flipped, overwritten, cut, doubled, inserted.
struct Mutator {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0...Int.random(in: 0..<3, using: &random) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      let end = min(bytes.count, place + Int.random(in: 0..<40, using: &random))
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1: bytes[place] = [0, 0xFF, 0x20, 0x0A, 0x3A, 0x7C, 0x2D].randomElement(using: &random) ?? 0
      case 2: bytes.removeSubrange(place..<end)
      case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
      default: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
      }
    }
    return bytes
  }
}

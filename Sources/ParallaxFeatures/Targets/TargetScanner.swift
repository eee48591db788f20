/// Makes the features of a target: names as bytes in a buffer that is used again, values, and tokens.
struct TargetScanner {
  /// How the values of one feature that occurs several times make one.
  enum Combination {
    /// It is there, or it is not.
    case presence
    case sum
  }

  private let configuration: TargetVectorizer.Configuration
  private var key: [UInt8] = []

  init(_ configuration: TargetVectorizer.Configuration) { self.configuration = configuration }

  /// Receives a feature: its name, its value, how values combine, and the tokens it was made of.
  typealias Body = (UnsafeBufferPointer<UInt8>, Float, Combination, Range<Int>) -> Void

  /// Calls `body` with every feature of a target, some several times.
  mutating func scan(_ text: TargetTokens, _ body: Body) {
    for group in configuration.groups {
      switch group {
      case .words:
        for token in text.left { emit("u:", text, token, body) }
        for token in text.right { emit("u:", text, token, body) }
      case .pairs: pairs(text, body)
      case .windows: windows(text, body)
      case .positions: positions(text, body)
      case .neighbors: neighbors(text, body)
      case .clause:
        for token in text.leftClause { emit("cl:", text, token, body) }
        for token in text.rightClause { emit("cr:", text, token, body) }
      case .negation: negation(text, body)
      case .quotation: emit(text.isQuoted ? "quoted" : "unquoted", text, text.target, body)
      case .place:
        let others = text.left.count + text.right.count + 1
        emit(Self.quarters[min(3, 4 * text.left.count / others)], text, text.target, body)
      case .mention:
        key.removeAll(keepingCapacity: true)
        key += "m:".utf8
        for token in text.target {
          if token > text.target.lowerBound { key.append(0x20) }
          key += text.tokens.bytes[text.tokens.range(of: token)]
        }
        key.withUnsafeBufferPointer { body($0, 1, .presence, text.target) }
      }
    }
  }

  private static let quarters: [StaticString] = ["quarter0", "quarter1", "quarter2", "quarter3"]
  private static let leftPlaces: [StaticString] = ["l0:", "l1:", "l2:"]
  private static let rightPlaces: [StaticString] = ["r0:", "r1:", "r2:"]
  private static let negations: [[UInt8]] =
    ["not", "n't", "no", "never", "nor", "neither", "without", "nothing", "nobody", "none", "hardly"].map {
      Array($0.utf8)
    }

  private mutating func start(_ tag: StaticString) {
    key.removeAll(keepingCapacity: true)
    key.append(contentsOf: UnsafeBufferPointer(start: tag.utf8Start, count: tag.utf8CodeUnitCount))
  }

  private mutating func emit(_ tag: StaticString, _ text: TargetTokens, _ tokens: Range<Int>, _ body: Body) {
    start(tag)
    key.withUnsafeBufferPointer { body($0, 1, .presence, tokens) }
  }

  private mutating func emit(
    _ tag: StaticString, _ text: TargetTokens, _ token: Int, _ body: Body, value: Float = 1,
    combination: Combination = .presence
  ) {
    start(tag)
    key += text.tokens.bytes[text.tokens.range(of: token)]
    key.withUnsafeBufferPointer { body($0, value, combination, token..<token + 1) }
  }

  /// A run of tokens of the sequence in which the target is one token of its own.
  private mutating func emit(
    _ tag: StaticString, _ text: TargetTokens, sequence range: Range<Int>, _ body: Body
  ) {
    start(tag)
    var tokens: Range<Int>?
    for place in range {
      if place > range.lowerBound { key.append(0x20) }
      let own = Self.tokens(of: place, in: text)
      if own == text.target, place == text.left.count {
        key += "TARGET".utf8
      } else {
        key += text.tokens.bytes[text.tokens.range(of: own.lowerBound)]
      }
      tokens = tokens.map { $0.lowerBound..<max($0.upperBound, own.upperBound) } ?? own
    }
    let used = tokens ?? text.target
    key.withUnsafeBufferPointer { body($0, 1, .presence, used) }
  }

  /// The tokens at a place of the sequence left, target, right.
  private static func tokens(of place: Int, in text: TargetTokens) -> Range<Int> {
    if place < text.left.count {
      let token = text.left.lowerBound + place
      return token..<token + 1
    }
    if place == text.left.count { return text.target }
    let token = text.right.lowerBound + place - text.left.count - 1
    return token..<token + 1
  }

  private mutating func pairs(_ text: TargetTokens, _ body: Body) {
    let count = text.left.count + 1 + text.right.count
    for place in 0..<max(0, count - 1) { emit("b:", text, sequence: place..<place + 2, body) }
  }

  private mutating func neighbors(_ text: TargetTokens, _ body: Body) {
    let count = text.left.count + 1 + text.right.count
    let target = text.left.count
    for (length, tag) in [(2, "t2:" as StaticString), (3, "t3:")] where count >= length {
      for place in max(0, target - length + 1)..<min(target + 1, count - length + 1) {
        emit(tag, text, sequence: place..<place + length, body)
      }
    }
  }

  private mutating func windows(_ text: TargetTokens, _ body: Body) {
    for (distance, token) in text.left.reversed().prefix(configuration.window).enumerated() {
      emit("L:", text, token, body, value: share(distance), combination: .sum)
    }
    for (distance, token) in text.right.prefix(configuration.window).enumerated() {
      emit("R:", text, token, body, value: share(distance), combination: .sum)
    }
  }

  private func share(_ distance: Int) -> Float {
    Float(1 / (1 + configuration.windowDecay * Double(distance)))
  }

  private mutating func positions(_ text: TargetTokens, _ body: Body) {
    for (distance, token) in text.left.reversed().prefix(3).enumerated() {
      emit(Self.leftPlaces[distance], text, token, body)
    }
    for (distance, token) in text.right.prefix(3).enumerated() {
      emit(Self.rightPlaces[distance], text, token, body)
    }
  }

  /// What stands up to four tokens after a negation, within the clause.
  private mutating func negation(_ text: TargetTokens, _ body: Body) {
    for clause in [text.leftClause, text.rightClause] {
      var left = 0
      for token in clause {
        let range = text.tokens.range(of: token)
        if range.count < 9, Self.negations.contains(where: { text.tokens.bytes[range].elementsEqual($0) }) {
          left = 4
        } else if left > 0 {
          emit("n:", text, token, body)
          left -= 1
        }
      }
    }
  }
}

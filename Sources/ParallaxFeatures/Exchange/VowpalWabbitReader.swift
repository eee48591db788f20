internal import ParallaxMath

/// What was read of a Vowpal Wabbit text so far.
struct VowpalWabbitReader {
  private let given: Vocabulary?
  /// Terms by their bytes, numbered as they come; names compare as bytes, not as Unicode would.
  private var numbers: [[UInt8]: Int32] = [:]
  private var terms: [[UInt8]] = []
  private var offsets = [0]
  private var columns: [Int32] = []
  private var values: [Float] = []
  private var labels: [Double?] = []

  init(_ vocabulary: Vocabulary?) {
    given = vocabulary
    for column in 0..<(vocabulary?.count ?? 0) {
      guard let vocabulary else { break }
      numbers[Array(vocabulary.termBytes[vocabulary.bytes(at: column)])] = Int32(truncatingIfNeeded: column)
    }
  }

  mutating func read(_ line: inout TextLine) throws(FeatureError) {
    line.skipSpace()
    guard !line.isAtEnd else { return }
    let label = try self.label(&line)
    while line.skip(Self.bar) {
      let (prefix, weight) = try namespace(&line)
      line.skipSpace()
      while let byte = line.next, byte != Self.bar {
        try feature(&line, prefix: prefix, weight: weight)
        line.skipSpace()
      }
    }
    labels.append(label)
    offsets.append(columns.count)
  }

  /// `[label [importance [base]]] ['tag]`, of which the label is kept.
  private func label(_ line: inout TextLine) throws(FeatureError) -> Double? {
    var label: Double?
    var place = 0
    while line.next != Self.bar {
      guard !line.isAtEnd else { throw line.error("no \"|\"; expected label | term:value …") }
      let word = line.take { TextLine.isSpace($0) || $0 == Self.bar }
      // The last word may be a tag: it has an apostrophe, or touches the bar.
      let isTag = word.first == UInt8(ascii: "'") || (line.next == Self.bar && !word.isEmpty)
      let number = DecimalNumber.double(word)
      if place == 0, !isTag || number != nil {
        guard let number else { throw line.error("the label is \(line.shown(word)); expected a number") }
        label = number
      } else if !isTag, number == nil || place > 2 {
        throw line.error("\(line.shown(word)) stands before \"|\"; expected label, importance, base and 'tag")
      }
      place += 1
      line.skipSpace()
    }
    return label
  }

  /// What follows a bar at once: a name and perhaps a weight.
  private func namespace(_ line: inout TextLine) throws(FeatureError) -> (prefix: [UInt8], weight: Float) {
    let name = line.take { TextLine.isSpace($0) || $0 == Self.bar || $0 == Self.colon }
    var weight: Float = 1
    if line.skip(Self.colon) {
      let text = line.take { TextLine.isSpace($0) || $0 == Self.bar }
      guard !name.isEmpty, let number = DecimalNumber.float(text) else {
        throw line.error("\(line.shown(text)) is no weight of namespace \(line.shown(name))")
      }
      weight = number
    }
    guard !name.isEmpty else { return ([], weight) }
    return (try TermEscape.percent.unescaped(name, in: line) + [UInt8(ascii: "^")], weight)
  }

  private mutating func feature(
    _ line: inout TextLine, prefix: [UInt8], weight: Float
  ) throws(FeatureError) {
    let name = line.take { TextLine.isSpace($0) || $0 == Self.bar || $0 == Self.colon }
    guard !name.isEmpty else { throw line.error("a feature without a name") }
    var value: Float = 1
    if line.skip(Self.colon) {
      let text = line.take { TextLine.isSpace($0) || $0 == Self.bar }
      guard let number = DecimalNumber.float(text) else {
        throw line.error("the value of \(line.shown(name)) is \(line.shown(text)); expected a number")
      }
      value = number
    }
    let term = prefix + (try TermEscape.percent.unescaped(name, in: line))
    guard let column = try number(of: term, in: line) else { return }
    columns.append(column)
    values.append(weight == 1 ? value : value * weight)
  }

  private mutating func number(of term: [UInt8], in line: TextLine) throws(FeatureError) -> Int32? {
    if let number = numbers[term] { return number }
    guard given == nil else { return nil }
    guard let number = Int32(exactly: terms.count), number < Int32.max else {
      throw .limit("line \(line.number): more than 2^31 terms")
    }
    numbers[term] = number
    terms.append(term)
    return number
  }

  consuming func finished() throws(FeatureError) -> VowpalWabbit.Rows {
    let vocabulary: Vocabulary
    if let given {
      vocabulary = given
    } else {
      let order = terms.indices.sorted { terms[$0].lexicographicallyPrecedes(terms[$1]) }
      var (places, bytes, ends) = ([Int32](repeating: 0, count: terms.count), [UInt8](), [UInt32(0)])
      for (place, number) in order.enumerated() {
        places[number] = Int32(truncatingIfNeeded: place)
        bytes += terms[number]
        guard let end = UInt32(exactly: bytes.count) else { throw .limit("the terms take more than 4 GiB") }
        ends.append(end)
      }
      vocabulary = try Vocabulary(termBytes: bytes, termOffsets: ends)
      for entry in columns.indices { columns[entry] = places[Int(columns[entry])] }
    }
    let rows = CanonicalRows(offsets: offsets, columns: columns, values: values)
    let matrix = SparseMatrix(
      uncheckedColumnCount: vocabulary.count, rowOffsets: rows.offsets, columnIndices: rows.columns,
      values: rows.values)
    return VowpalWabbit.Rows(matrix: matrix, vocabulary: vocabulary, labels: labels)
  }

  private static let bar = UInt8(ascii: "|")
  private static let colon = UInt8(ascii: ":")
}

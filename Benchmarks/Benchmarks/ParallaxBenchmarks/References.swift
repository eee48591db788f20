// Slow and plain definitions that the measured code must agree with.

/// The number of matches of `(?u)\b\w\w+\b`: runs of two or more letters, digits or underscores.
func wordCount(of text: String) -> Int {
  var words = 0
  var run = 0
  for scalar in text.unicodeScalars {
    if isWordScalar(scalar) {
      run += 1
      if run == 2 { words += 1 }
    } else {
      run = 0
    }
  }
  return words
}

/// The different words of a text, lowercased.
func wordSet(of text: String) -> Set<String> {
  let runs = text.lowercased().unicodeScalars.split { !isWordScalar($0) }
  return Set(runs.filter { $0.count >= 2 }.map { String($0) })
}

/// The UTF-8 bytes of a text that are not white space.
func inkByteCount(of text: String) -> Int {
  text.unicodeScalars.reduce(0) { $0 + ($1.properties.isWhitespace ? 0 : UTF8.width($1)) }
}

/// The UTF-8 bytes that are not white space, counted once for every range that holds them.
func inkByteCount(of text: String, within ranges: [Range<Int>]) -> Int {
  let bytes = Array(text.utf8)
  return ranges.reduce(0) { $0 + inkByteCount(of: String(decoding: bytes[$1], as: UTF8.self)) }
}

private func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
  if scalar == "_" || scalar.properties.numericType != nil { return true }
  switch scalar.properties.generalCategory {
  case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
  default: return false
  }
}

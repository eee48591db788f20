/// What a sentence lacks at its ends where it is cut out of a quotation: the marks, with dots for what is left out.
struct QuotationEnds {
  /// Put before the sentence where its quotation began earlier.
  let before: String
  /// Put behind the sentence where its quotation goes on.
  let behind: String

  init(_ sentence: String) {
    var isOpen = false
    var beganEarlier = false
    for mark in sentence.unicodeScalars where mark == "“" || mark == "”" {
      if mark == "“" {
        isOpen = true
      } else {
        if !isOpen { beganEarlier = true }
        isOpen = false
      }
    }
    let straight = Self.straight(sentence)
    before = beganEarlier ? "“… " : straight == .close ? "\"… " : ""
    behind = isOpen ? " …”" : straight == .open ? " …\"" : ""
  }

  private enum Side {
    case open, close
  }

  /// Which side the odd one of straight marks is; nil where they come in pairs.
  private static func straight(_ sentence: String) -> Side? {
    let scalars = Array(sentence.unicodeScalars)
    let places = scalars.indices.filter { scalars[$0] == "\"" }
    guard places.count % 2 == 1, let first = places.first, let last = places.last else { return nil }
    // A mark with white space behind it closes; of several it is the first, else the last that is odd.
    func closes(_ place: Int) -> Bool {
      place > 0 && (place + 1 == scalars.count || !scalars[place + 1].properties.isAlphabetic)
        && scalars[place - 1] != " "
    }
    if closes(first) { return .close }
    return closes(last) ? nil : .open
  }

  /// A sentence with what it lacks.
  static func completed(_ sentence: String) -> String {
    let ends = QuotationEnds(sentence)
    return ends.before + sentence + ends.behind
  }
}

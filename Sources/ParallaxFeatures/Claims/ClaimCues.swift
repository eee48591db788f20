import ParallaxText

/// Words by which a text takes a stand toward what is claimed, of five kinds.
enum ClaimCues {
  /// The kinds, in the order of their bits.
  static let kinds = ["refuting", "doubting", "reporting", "confirming", "negating"]

  /// Calling something untrue.
  private static let refuting = """
    false falsely fake faked fakes hoax hoaxes hoaxer fabricated fabrication fabricate bogus debunk
    debunked debunks debunking untrue myth satire satirical parody prank pranks pranked prankster fraud
    fraudulent deny denies denied denying denial denials dismiss dismissed dismisses dismissing refute
    refuted refutes refuting rebut rebutted disprove disproved disproven disproves discredited discredit
    retract retracted retracts retraction wrong wrongly incorrect incorrectly inaccurate misleading
    misled mistaken unfounded baseless groundless doctored photoshopped staged nonsense ridiculous
    absurd lie lies lied liar invented concocted disputed disputes dispute contradicts contradicted
    """

  /// Leaving open whether it is true.
  private static let doubting = """
    alleged allegedly allege alleges allegation allegations reportedly rumor rumors rumored rumour
    rumours rumoured unconfirmed unverified claim claims claimed claiming apparently apparent supposedly
    supposed purported purportedly purports suspected possible possibly could may might maybe perhaps
    unclear uncertain doubt doubts doubtful doubted skeptical sceptical skepticism scepticism
    speculation speculate speculated speculating seemingly seems unsure questionable questions question
    whether if viral unsubstantiated
    """

  /// Passing on what others say.
  private static let reporting = """
    report reports reported reporting according source sources said says saying told tells tweet tweeted
    tweets posted published publication media newspaper website news quoted cited citing story
    """

  /// Calling something true.
  private static let confirming = """
    confirm confirmed confirms confirming confirmation verified verify verifies official officially
    officials proof prove proves proved proven evidence true truth indeed genuine authentic real
    announced announces announce admitted admits identified actually definitely revealed reveals
    """

  /// Negation; contractions stand without their last letter, which is no word of two characters.
  private static let negating = """
    not no never none neither nor without nothing nobody cannot didn doesn don isn wasn weren aren hasn
    haven hadn won wouldn couldn shouldn unlikely impossible
    """

  /// The kinds of each cue as bits, by the hash of the word.
  static let table: NumberTable = {
    let lists = [refuting, doubting, reporting, confirming, negating]
    var found = HashedWords()
    var buffer = PaddedText()
    var bits: [(UInt64, Int32)] = []
    for (kind, list) in lists.enumerated() {
      found.removeAll()
      buffer.with(list, lowercasing: true) { WordScanner().scan($0, count: $1, into: &found) }
      bits += found.words.map { ($0, 1 << Int32(kind)) }
    }
    var table = NumberTable(capacity: bits.count)
    for (word, bit) in bits { table.set(word, to: max(0, table.value(of: word)) | bit) }
    return table
  }()
}

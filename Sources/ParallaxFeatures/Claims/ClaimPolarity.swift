import ParallaxText

/// Which way a claim goes: whether it speaks for what it names, or against it.
///
/// "Smoking should be banned" opposes, "Smoking should be allowed" affirms, and "Smoking should not be
/// banned" affirms again: a claim opposes where the number of its opposing words and negations is odd. What
/// speaks for a claim of one kind, such as the harm of a thing, speaks against one of the other.
public enum ClaimPolarity: Sendable, Hashable {
  /// The claim speaks for what it names, or only tells of it.
  case affirming
  /// The claim speaks against what it names.
  case opposing

  /// Tells the polarity of a claim; one without words affirms.
  ///
  /// - Complexity: O(bytes).
  public init(of claim: String) {
    var scanner = ClaimScanner()
    scanner.scan(claim)
    let count = scanner.words.words.count { Self.table.value(of: $0) >= 0 }
    self = count.isMultiple(of: 2) ? .affirming : .opposing
  }

  /// Words that turn a claim round: calls to end a thing, judgements against it, and negations, of which
  /// contractions stand without their last letter.
  private static let words = """
    ban bans banned banning abolish abolished abolishing abolition end ending stop stopped stopping
    illegal prohibit prohibited prohibition not no never cannot don doesn shouldn isn aren wouldn
    without against oppose opposed wrong bad worse worst fail fails failed failing failure failures
    limit limited limits restrict restricted restriction restrictions remove removed reject rejected
    outlaw outlawed unjustified unjust unethical immoral unfair unfairly unacceptable unnecessary harm
    harms harmful detrimental dangerous danger useless pointless worthless reduce reduced less cut cuts
    prevent prevented withdraw withdrawn withdrawal dismantle dismantled disband disbanded boycott
    forbid forbidden cruel unconstitutional repeal repealed scrap scrapped block blocked withhold
    ineffective outdated obsolete myth overrated overpriced hinder hinders destroy destroys destroying
    hurt hurts worsen worsens evil abandon abandoned waste wasted threat threatens obstacle scam suspend
    suspended separate separated suffering abuse tantamount penalise penalised too ruin ruins ruining
    undermine undermines incompatible irresponsible negative negatively risk risks problem problems
    phase phased replaced eliminate eliminated disarmament
    """

  private static let table: NumberTable = {
    var scanner = ClaimScanner()
    scanner.scan(words)
    var table = NumberTable(capacity: scanner.words.count)
    for word in scanner.words.words { table.set(word, to: 1) }
    return table
  }()
}

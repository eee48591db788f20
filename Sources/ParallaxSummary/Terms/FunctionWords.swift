/// English function words, which tell one sentence from another only by grammar.
///
/// Words that turn a meaning round ("not", "no", "never", "against") are function words too, but they are
/// kept as content: two sentences that share them have something in common. So are verbs of speech and
/// titles ("said", "Mr"), which are no function words: with them left out summaries of news score lower.
package enum FunctionWords {
  /// Lowercase, two bytes or longer, since the tokenizer finds nothing shorter; "ll" and the like are what
  /// it leaves of contractions.
  private static let words = """
    about above across after afterwards again ago all almost along already also although always am amid
    among an and another any anybody anyone anything anyway are around as at away back be became because
    become becomes been before beforehand began behind being below beside besides between beyond both but by
    came can cannot come could did didn do does doesn doing don done down due during each either else
    elsewhere enough especially even ever every everybody everyone everything far few for former formerly
    from further get gets getting give given go goes going gone got had hadn has hasn have haven having he
    hence her here hers herself him himself his how however if in indeed instead into is isn it its itself
    just keep kept last later least less let like likely ll made mainly make makes making many may maybe me
    meanwhile might mine more moreover most mostly much must my myself namely near nearly next now of off
    often on once one only onto or other others otherwise our ours ourselves out over own per perhaps put
    quite rather re really same saw see seem seemed seems seen several shall she should shouldn since so
    some somebody somehow someone something sometimes somewhere soon still such take taken takes than that
    the their theirs them themselves then there thereby therefore these they thing things this those though
    through throughout thus till to together too took toward towards two under unless until up upon us use
    used using usually ve very via was wasn way we well went were weren what whatever when whenever where
    whereas wherever whether which whichever while who whoever whole whom whose why will with within without
    won would wouldn yes yet you your yours yourself yourselves
    """

  /// The list as a table; fetch it once and ask it often.
  static let lookup = WordLookup(words)

  /// Whether a lowercase word is a function word.
  package static func contains(_ word: String) -> Bool {
    let bytes = Array(word.utf8) + [UInt8](repeating: 0, count: 8)
    return bytes.withUnsafeBytes {
      guard let base = $0.baseAddress else { return false }
      let count = bytes.count - 8
      return lookup.contains(base, 0, count, TermTable.hash(base, 0, count).hash)
    }
  }
}

/// A fixed list of words, found by their bytes.
struct WordLookup: Sendable {
  private let arena: [UInt8]
  private let table: TermTable
  private let longest: Int

  /// Reads words between white space.
  init(_ words: String) {
    let arena = Array(words.utf8) + [32] + [UInt8](repeating: 0, count: 8)
    var table = TermTable(capacity: 1024)
    var longest = 0
    arena.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      var start = 0
      for index in 0..<(arena.count - 8) where arena[index] <= 32 {
        if index > start {
          _ = table.insert(base, start, index - start, TermTable.hash(base, start, index - start).hash)
          longest = max(longest, index - start)
        }
        start = index + 1
      }
    }
    self.arena = arena
    self.table = table
    self.longest = longest
  }

  /// Whether the list holds the bytes, hashed as ``TermTable`` does.
  func contains(_ bytes: UnsafeRawPointer, _ start: Int, _ count: Int, _ hash: UInt64) -> Bool {
    guard count <= longest else { return false }
    return arena.withUnsafeBytes { own in
      guard let base = own.baseAddress else { return false }
      return table.find(bytes, start, count, hash, in: base) != nil
    }
  }
}

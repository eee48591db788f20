/// English function words, which tell one sentence from another only by grammar.
///
/// Words that turn a meaning round ("not", "no", "never", "against") are function words too, but they are
/// kept as content: two sentences that share them have something in common.
package enum FunctionWords {
  /// Lowercase, two bytes or longer, since the tokenizer finds nothing shorter; "ll" and the like are what
  /// it leaves of contractions.
  private static let words = """
    about above across after afterwards again ago all almost along already also although always am amid
    among an and another any anybody anyone anything anyway are around as at away back be became because
    become becomes been before beforehand began behind being below beside besides between beyond both but
    by came can cannot come could did didn do does doesn doing don done down due during each either else
    elsewhere enough especially even ever every everybody everyone everything far few for former formerly
    from further get gets getting give given go goes going gone got had hadn has hasn have haven having he
    hence her here hers herself him himself his how however if in indeed instead into is isn it its itself
    just keep kept last later least less let like likely ll made mainly make makes making many may maybe
    me meanwhile might mine more moreover most mostly mr mrs ms much must my myself namely near nearly next
    now of off often on once one only onto or other others otherwise our ours ourselves out over own per
    perhaps put quite rather re really said same saw say saying says see seem seemed seems seen several
    shall she should shouldn since so some somebody somehow someone something sometimes somewhere soon
    still such take taken takes tell than that the their theirs them themselves then there thereby
    therefore these they thing things this those though through throughout thus till to together told too
    took toward towards two under unless until up upon us use used using usually ve very via was wasn way
    we well went were weren what whatever when whenever where whereas wherever whether which whichever
    while who whoever whole whom whose why will with within without won would wouldn yes yet you your
    yours yourself yourselves
    """

  private static let arena: [UInt8] = Array(words.utf8) + [UInt8](repeating: 0, count: 8)

  private static let table: TermTable = {
    var table = TermTable(capacity: 1024)
    arena.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      var start = 0
      for index in 0..<(arena.count - 7) where arena[index] <= 32 {
        if index > start {
          let hash = TermTable.hash(base, start, index - start).hash
          _ = table.insert(base, start, index - start, hash)
        }
        start = index + 1
      }
    }
    return table
  }()

  /// Whether a lowercase word, hashed as ``TermTable`` does, is a function word.
  static func contains(_ bytes: UnsafeRawPointer, _ start: Int, _ count: Int, _ hash: UInt64) -> Bool {
    arena.withUnsafeBytes { own in
      guard count <= 16, let base = own.baseAddress else { return false }
      return table.find(bytes, start, count, hash, in: base) != nil
    }
  }

  /// Whether a lowercase word is a function word.
  package static func contains(_ word: String) -> Bool {
    let bytes = Array(word.utf8) + [UInt8](repeating: 0, count: 8)
    return bytes.withUnsafeBytes {
      guard let base = $0.baseAddress else { return false }
      let count = bytes.count - 8
      return contains(base, 0, count, TermTable.hash(base, 0, count).hash)
    }
  }
}

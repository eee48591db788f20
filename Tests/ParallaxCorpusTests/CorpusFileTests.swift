import Foundation
import GRDB
import ParallaxArticles
import Testing

@testable import ParallaxCorpus

@Suite struct CorpusFileTests {
  let folder: Folder
  init() throws { folder = try Folder() }

  @Test func programsThatBeginOneFileAllOpenIt() async throws {
    for _ in 0..<10 {
      let folder = try Folder()
      let path = folder.file()
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<4 {
          group.addTask { _ = try Corpus(path: path).add([Invented.article(number)]) }
        }
        try await group.waitForAll()
      }
      #expect(try Corpus(path: path, access: .reading).count() == 4)
    }
  }

  @Test func aCorpusWhoseMakingEndedBeforeItsFirstStepIsAnEmptyOne() throws {
    let queue = try DatabaseQueue(path: folder.file())
    try queue.write {
      try $0.execute(sql: "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
    }
    try queue.close()
    let early = error { _ = try Corpus(path: folder.file(), access: .reading) }
    #expect(early?.code == .missing)
    #expect(try Corpus(path: folder.file()).add([Invented.article(1)]).count == 1)
  }

  @Test(arguments: 1...CorpusSchema.names.count)
  func `A corpus of every earlier version is brought to the current one with all it holds`(steps: Int) throws
  {
    let queue = try DatabaseQueue(path: folder.file())
    try CorpusSchema.migrator(steps: steps).migrate(queue)
    try queue.write { db in
      try db.execute(
        sql: """
          INSERT INTO outlet (name) VALUES ('Quay News');
          INSERT INTO article (key, id, outlet, title, date, text)
          VALUES ('k', 'old', 1, 'The old harbour', '2031-01-01', 'Ferries wait.');
          INSERT INTO removed_span (article, start, rule, score, text) VALUES (1, 7, 'share', NULL, 'XX');
          """)
    }
    try queue.close()
    let isCurrent = steps == CorpusSchema.names.count
    let early = error { _ = try Corpus(path: folder.file(), access: .reading) }
    #expect(early?.code == (isCurrent ? nil : .olderVersion))
    let corpus = try Corpus(path: folder.file())
    let article = try corpus.article("old").article
    #expect(article.original == "FerriesXX wait.")
    #expect(article.text == "Ferries wait.")
    #expect(article.outlet == "Quay News")
    #expect(try corpus.search(SearchQuery("ferry")).total == 1)
    #expect(try corpus.stale(.init(models: ["leaning": "1"], gazetteer: "g")).count == 1)
    try corpus.verify()
  }

  @Test func `The names of the steps never change`() {
    let names = ["articles", "search", "results", "events", "actors", "readings"]
    #expect(CorpusSchema.names.prefix(names.count) == names[...])
  }

  @Test func `A corpus of a newer version is refused and left as it is`() throws {
    try Corpus(path: folder.file()).close()
    let queue = try DatabaseQueue(path: folder.file())
    try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('future')") }
    try queue.close()
    for access in [Corpus.Access.reading, .writing] {
      let failure = error { _ = try Corpus(path: folder.file(), access: access) }
      #expect(failure?.code == .newerVersion)
      #expect(failure?.description.contains(folder.file()) == true)
    }
  }

  @Test func `A file that is no corpus is refused and left as it is`() throws {
    let text = folder.file("notes.txt")
    try Data(repeating: 0x41, count: 5000).write(to: URL(filePath: text))
    #expect(error { _ = try Corpus(path: text) }?.code == .damaged)
    #expect(error { _ = try Corpus(path: text, access: .reading) }?.code == .damaged)
    #expect(try Data(contentsOf: URL(filePath: text)) == Data(repeating: 0x41, count: 5000))
    let queue = try DatabaseQueue(path: folder.file("other.sqlite"))
    try queue.write { try $0.execute(sql: "CREATE TABLE t (x)") }
    try queue.close()
    let before = try Data(contentsOf: URL(filePath: folder.file("other.sqlite")))
    #expect(error { _ = try Corpus(path: folder.file("other.sqlite")) }?.code == .notACorpus)
    #expect(try Data(contentsOf: URL(filePath: folder.file("other.sqlite"))) == before)
    #expect(error { _ = try Corpus(path: folder.file("none"), access: .reading) }?.code == .missing)
    #expect(error { _ = try Corpus(path: folder.file("no/folder")) }?.code == .io)
  }

  @Test func `A damaged file gives an error wherever it is read, and never ends the program`() throws {
    let corpus = try Corpus(path: folder.file())
    try corpus.add((0..<60).map { Invented.article($0) })
    try corpus.close()
    let whole = [UInt8](try Data(contentsOf: URL(filePath: folder.file())))
    try #require(whole.count > 16_384, "the closed file holds everything")
    var generator = SplitMix(seed: 7)
    var found = 0
    for round in 0..<12 {
      var bytes = whole
      let at = 4096 + Int(generator.next() % UInt64(bytes.count - 8192))
      for offset in 0..<2048 { bytes[at + offset] = UInt8(truncatingIfNeeded: generator.next()) }
      let file = folder.file("damaged-\(round).sqlite")
      try Data(bytes).write(to: URL(filePath: file))
      let failure = error {
        let corpus = try Corpus(path: file, access: .reading)
        _ = try corpus.entries()
        _ = try corpus.search(SearchQuery("harbour"))
        try corpus.forEachBatch { _ in }
        try corpus.verify()
      }
      // Damage within a text is not seen by SQLite: what must not be is another error, or the end.
      #expect(failure == nil || failure?.code == .damaged, "\(failure.map(\.description) ?? "")")
      if failure != nil { found += 1 }
    }
    #expect(found > 0)
    // Cut off in the middle.
    try Data(whole.prefix(whole.count / 2)).write(to: URL(filePath: folder.file("cut.sqlite")))
    let cut = error {
      let corpus = try Corpus(path: folder.file("cut.sqlite"), access: .reading)
      try corpus.verify()
    }
    #expect(cut?.code == .damaged)
  }

  @Test func `A corpus that another program writes to says so, and can be read`() throws {
    let corpus = try Corpus(path: folder.file(), patience: 0.05)
    try corpus.add([Invented.article(1)])
    let other = try DatabaseQueue(path: folder.file())
    try other.inDatabase { db in
      try db.execute(sql: "BEGIN IMMEDIATE")
      #expect(error { try corpus.add([Invented.article(2)]) }?.code == .locked)
      #expect(try corpus.count() == 1)
      try db.execute(sql: "ROLLBACK")
    }
    #expect(try corpus.add([Invented.article(2)])[0].isNew)
  }

  @Test func `A full disk keeps what was acknowledged, and goes on when there is room`() throws {
    let corpus = try Corpus(path: folder.file())
    let first = try corpus.add([Invented.article(0)])[0].key
    // SQLite's own limit on the file gives the error of a full disk.
    let pages = try corpus.write { try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0 }
    _ = try corpus.write { try Int.fetchOne($0, sql: "PRAGMA max_page_count = \(pages + 2)") }
    let many = (1..<200).map { Invented.article($0) }
    let failure = error { try corpus.add(many) }
    #expect(failure?.code == .full)
    #expect(try corpus.entries().map(\.key) == [first])
    _ = try corpus.write { try Int.fetchOne($0, sql: "PRAGMA max_page_count = 1000000") }
    try corpus.add(many)
    #expect(try corpus.count() == 200)
    try corpus.verify()
  }

  @Test func `Acknowledged means written through to the disk`() throws {
    let corpus = try Corpus(path: folder.file())
    #expect(try corpus.write { try Int.fetchOne($0, sql: "PRAGMA synchronous") } == 2)
    #expect(try corpus.write { try String.fetchOne($0, sql: "PRAGMA journal_mode") } == "wal")
  }

  @Test func `A closed corpus is one file`() throws {
    let corpus = try Corpus(path: folder.file())
    try corpus.add([Invented.article(1)])
    try corpus.close()
    try FileManager.default.copyItem(atPath: folder.file(), toPath: folder.file("copy.sqlite"))
    let reader = try Corpus(path: folder.file("copy.sqlite"), access: .reading)
    #expect(try reader.count() == 1)
  }
}

/// A small seeded generator (SplitMix64).
struct SplitMix {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

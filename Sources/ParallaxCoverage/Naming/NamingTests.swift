import ParallaxMath

/// Whether outlets differ in how often they use a designation for an actor, beyond chance.
///
/// Among all mentions of the actor, those by the designation are set beside the others, outlet by outlet
/// (``ContingencyTest``). Mentions within an article are not independent of one another, so the same is done
/// with articles: those that use the designation beside those that name the actor without it. Both are
/// adjusted over all rows (Benjamini & Hochberg).
struct NamingTests {
  private let matrix: NamingMatrix

  init(_ matrix: NamingMatrix) { self.matrix = matrix }

  /// The test of each row; nil where there is one outlet, or the actor has no other mention.
  func results() -> [NamingTest?] {
    guard matrix.outlets.count > 1 else { return matrix.rows.map { _ in nil } }
    let rows = matrix.rows.map(tables)
    let mentions = rows.map { $0.map { Self.test($0.mentions) } }
    let articles = rows.map { $0.map { Self.test($0.articles) } }
    let q = Self.adjusted(mentions.map { $0?.p })
    let articleQ = Self.adjusted(articles.map { $0?.p })
    return matrix.rows.indices.map { index in
      guard let mention = mentions[index], let article = articles[index] else { return nil }
      return NamingTest(
        p: mention.p, q: q[index], method: mention.method, articleP: article.p, articleQ: articleQ[index],
        articleMethod: article.method, isOneArticle: matrix.rows[index].articleCount == 1)
    }
  }

  private typealias Counts = (with: [Int], without: [Int])

  private func tables(of row: NamingMatrix.Row) -> (mentions: Counts, articles: Counts)? {
    guard let actor = matrix.actors.first(where: { $0.actor == row.actor }) else { return nil }
    let with = row.cells.map(\.count)
    let all = zip(actor.aliasCounts, actor.designationCounts).map { $0 + $1 }
    let articlesWith = row.cells.map { $0.articleCounts.count { $0.count > 0 } }
    let without = zip(all, with).map { max(0, $0 - $1) }
    guard with.contains(where: { $0 > 0 }), without.contains(where: { $0 > 0 }) else { return nil }
    return ((with, without), (articlesWith, zip(actor.articleCounts, articlesWith).map { max(0, $0 - $1) }))
  }

  private static func test(_ counts: Counts) -> ContingencyTest {
    // A seed for each test, so that no result depends on the tests before it.
    var generator = SeededGenerator(seed: 8)
    return ContingencyTest(counts: counts.with, others: counts.without, using: &generator)
  }

  private static func adjusted(_ values: [Double?]) -> [Double] {
    let known = FalseDiscoveryRate.adjusted(values.compactMap(\.self))
    var next = known.makeIterator()
    return values.map { $0 == nil ? 1 : next.next() ?? 1 }
  }
}

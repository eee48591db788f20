import Parallax

/// The ids and outlets of articles that are gone by the time results are written.
struct ArticleNames {
  private(set) var ids: [String] = []
  private var outlets: [String] = []
  private var numbers: [String: Int32] = [:]
  /// The outlet of each article, -1 where it names none.
  private var outletOf: [Int32] = []

  mutating func add(_ article: Article) {
    ids.append(article.id)
    guard let outlet = article.outlet else {
      outletOf.append(-1)
      return
    }
    if let number = numbers[outlet] {
      outletOf.append(number)
    } else {
      outletOf.append(Int32(outlets.count))
      numbers[outlet] = Int32(outlets.count)
      outlets.append(outlet)
    }
  }

  func outlet(of article: Int) -> String? { outletOf[article] < 0 ? nil : outlets[Int(outletOf[article])] }

  /// The outlets that articles name, each once, in the articles' order.
  func outlets(of articles: some Sequence<Int>) -> [String] {
    var seen: Set<Int32> = []
    return articles.compactMap { seen.insert(outletOf[$0]).inserted ? outlet(of: $0) : nil }
  }

  /// The number of outlets of articles, where each article that names none counts for one.
  func outletCount(of articles: some Sequence<Int>) -> Int {
    var seen: Set<Int32> = []
    return articles.reduce(0) { $0 + (outletOf[$1] < 0 || seen.insert(outletOf[$1]).inserted ? 1 : 0) }
  }
}

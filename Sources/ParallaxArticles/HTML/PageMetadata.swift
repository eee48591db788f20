import Foundation

/// What a page says about its article: JSON-LD first, then Open Graph and `meta`, then its elements.
struct PageMetadata {
  var title: String?
  var date: String?
  var author: String?
  var outlet: String?
  var language: String?
  var url: String?

  /// - Parameter linkedData: the contents of the page's scripts of type `application/ld+json`.
  init(_ tree: HTMLTree, linkedData: [Data]) {
    let articles = linkedData.flatMap(LinkedArticle.articles)
    // The review of a claim has a date and an author, and no headline.
    let linked = articles.first { $0.headline != nil } ?? articles.first
    func meta(_ names: String...) -> String? {
      for name in names {
        if let found = tree.metadata.first(where: { $0.name == name && !$0.value.isEmpty }) {
          return Self.plain(found.value)
        }
      }
      return nil
    }
    url = tree.canonicalURL ?? meta("og:url")
    outlet =
      meta("og:site_name") ?? linked?.publisher ?? meta("application-name", "publisher", "dc.publisher")
    let heading = tree.blocks.first { tree.elements[Int($0.element)].tag == .h1 }
      .map { String(decoding: tree.text[$0.range], as: UTF8.self) }
    let pageTitle = Self.plain(String(decoding: tree.title, as: UTF8.self))
    let declared = linked?.headline ?? meta("og:title", "twitter:title", "dc.title", "parsely-title")
    title = Self.headline(declared: declared, heading: heading, page: pageTitle, outlet: outlet)
    date =
      [
        linked?.date ?? articles.compactMap(\.date).first,
        meta(
          "article:published_time", "datepublished", "og:published_time", "article:published",
          "parsely-pub-date",
          "sailthru.date", "pubdate", "publishdate", "publish-date", "dc.date.issued", "dc.date", "date",
          "article.published", "publication_date", "article_date_original", "og:article:published_time",
          "originalpublicationdate", "cxenseparse:recs:publishtime", "bt:pubdate"),
        tree.time, url.flatMap(Self.day(inURL:)),
      ].lazy.compactMap(\.self).compactMap(Self.day(_:)).first
    author =
      linked?.author
      ?? meta("author", "article:author", "dc.creator", "parsely-author", "byl", "sailthru.author")
    if let name = author, name.contains("://") { author = nil }
    if let name = author, name.lowercased().hasPrefix("by ") { author = String(name.dropFirst(3)) }
    language =
      tree.language.flatMap { $0.isEmpty ? nil : $0.replacing("_", with: "-") }
      ?? meta("og:locale").map { $0.replacing("_", with: "-") }
  }

  /// The day that an address names, as in `/2019/11/19/`: three parts that are all digits.
  private static func day(inURL url: String) -> String? {
    let parts = url.split(separator: "/")
    for place in parts.indices.dropLast(2) {
      let day = parts[place...].prefix(3)
      let widths = day.map(\.utf8.count)
      guard widths[0] == 4, (1...2).contains(widths[1]), (1...2).contains(widths[2]),
        day.allSatisfy({ $0.utf8.allSatisfy(\.isASCIIDigit) })
      else { continue }
      return day.map { $0.utf8.count == 1 ? "0" + $0 : String($0) }.joined(separator: "-")
    }
    return nil
  }

  /// The day of a time as machines write it, or as newspapers do.
  private static func day(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    // "20191119T…" and "20191119" have no marks for the reader of dates to go by.
    if bytes.count >= 8, bytes.prefix(8).allSatisfy(\.isASCIIDigit),
      bytes.count == 8 || !bytes[8].isASCIIDigit
    {
      func digits(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
      return ArticleCleaner.isoDate("\(digits(0..<4))-\(digits(4..<6))-\(digits(6..<8))")
    }
    return ArticleCleaner.isoDate(text)
  }

  /// The headline: what is declared, without the outlet's name at its end; a heading where nothing is, and
  /// the page's title where there is no heading.
  private static func headline(
    declared: String?, heading: String?, page: String, outlet: String?
  ) -> String? {
    if let heading, heading.split(separator: " ").count >= 2 {
      // A heading that the page's title begins with is the headline as readers see it.
      let others = [declared, page].compactMap(\.self)
      if others.contains(where: { folded($0).starts(with: folded(heading)) }) { return heading }
    }
    guard var title = declared ?? heading ?? (page.isEmpty ? nil : page) else { return nil }
    for separator in [" | ", " - ", " – ", " — ", " :: ", " » "] {
      guard let place = title.range(of: separator, options: .backwards) else { continue }
      let tail = title[place.upperBound...]
      let isOutlet = outlet.map { folded(String(tail)) == folded($0) } ?? false
      // Beside the declared title stands the page's own, which ends in the outlet's name as a rule.
      if isOutlet || declared == nil && heading == nil && tail.split(separator: " ").count <= 4 {
        title = String(title[..<place.lowerBound])
        break
      }
    }
    return title.isEmpty ? nil : title
  }

  private static func folded(_ text: String) -> [UInt8] {
    Fold.folded(Array(text.utf8)).filter { $0.isWordByte }
  }

  /// A value with white space collapsed.
  static func plain(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

/// What schema.org's JSON-LD says of an article.
struct LinkedArticle {
  var headline: String?
  var date: String?
  var author: String?
  var publisher: String?

  private static let maximumBytes = 1 << 20
  private static let maximumDepth = 6
  /// Types of articles whose names do not end in "Article".
  private static let otherTypes: Set<String> = ["BlogPosting", "Report", "ClaimReview"]

  /// The articles that a script describes, in order; none where it is no JSON.
  static func articles(_ script: Data) -> [LinkedArticle] {
    guard script.count <= maximumBytes, let value = try? JSONSerialization.jsonObject(with: script) else {
      return []
    }
    var found: [LinkedArticle] = []
    collect(value, depth: 0, into: &found)
    return found
  }

  private static func collect(_ value: Any, depth: Int, into found: inout [LinkedArticle]) {
    guard depth < maximumDepth, found.count < 8 else { return }
    if let list = value as? [Any] {
      for item in list.prefix(64) { collect(item, depth: depth + 1, into: &found) }
    } else if let object = value as? [String: Any] {
      let types = (object["@type"] as? [String]) ?? [object["@type"] as? String].compactMap(\.self)
      if types.contains(where: { $0.hasSuffix("Article") || Self.otherTypes.contains($0) }) {
        found.append(
          LinkedArticle(
            headline: text(object["headline"]) ?? text(object["name"]),
            date: text(object["datePublished"]) ?? text(object["dateCreated"]),
            author: name(object["author"]) ?? name(object["creator"]), publisher: name(object["publisher"])))
      }
      if let graph = object["@graph"] { collect(graph, depth: depth + 1, into: &found) }
      if let main = object["mainEntity"] { collect(main, depth: depth + 1, into: &found) }
    }
  }

  private static func text(_ value: Any?) -> String? {
    guard let text = value as? String else { return nil }
    let plain = PageMetadata.plain(decodingEntities(text))
    return plain.isEmpty ? nil : plain
  }

  private static func name(_ value: Any?) -> String? {
    if let list = value as? [Any] {
      let names = list.prefix(8).compactMap { name($0) }
      return names.isEmpty ? nil : names.joined(separator: ", ")
    }
    if let object = value as? [String: Any] { return text(object["name"]) }
    return text(value)
  }

  /// The few entities that are found in JSON-LD, where none belong.
  private static func decodingEntities(_ text: String) -> String {
    guard text.contains("&") else { return text }
    let entities = [
      ("&quot;", "\""), ("&#39;", "'"), ("&#039;", "'"), ("&apos;", "'"), ("&rsquo;", "’"), ("&lsquo;", "‘"),
      ("&ldquo;", "“"), ("&rdquo;", "”"), ("&nbsp;", " "), ("&#8217;", "’"), ("&#8216;", "‘"),
      ("&#8220;", "“"),
      ("&#8221;", "”"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"),
    ]
    return entities.reduce(text) { $0.replacing($1.0, with: $1.1) }
  }
}

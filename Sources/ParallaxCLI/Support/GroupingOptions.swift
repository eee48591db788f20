import ArgumentParser
import Parallax

/// What articles are compared by.
struct GroupingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What articles are compared by: outlet, author, date, or the name of a field of their records.",
      valueName: "field"))
  var by = "outlet"

  func validate() throws {
    guard !by.isEmpty else { throw ValidationError("--by: expected outlet, author, date or a field") }
  }

  /// The names of fields under which records are read; nil where they are the usual ones.
  var fieldNames: FieldNames? {
    if ["outlet", "author", "date"].contains(by) { return nil }
    var names = FieldNames.tables
    names.outlet = [by]
    return names
  }

  /// What an article is compared by.
  var grouping: CoverageGrouping {
    switch by {
    case "outlet": .outlet
    case "author": .author
    case "date": .date
    default: .field(by)
    }
  }

  /// Refuses a field that no article has: a slip of the pen would put all of them into one group.
  func check(_ articles: [Article]) throws {
    guard case .field = grouping, articles.allSatisfy({ group(of: $0) == grouping.unknown }) else { return }
    throw CommandFailure(
      .data, "--by \(by): no article has this field; name outlet, author, date or a field of the records")
  }

  /// The group of an article.
  func group(of article: Article) -> String { grouping.group(of: article) }
}

/// A stretch of an article's original text that the page it comes from sets apart: a heading, a paragraph, an
/// item of a list.
public struct TextBlock: Sendable, Hashable {
  /// What a block is.
  public enum Kind: Sendable, Hashable {
    /// A heading of a level from 1 to 6.
    case heading(level: Int)
    /// A paragraph, or text without an element of its own.
    case paragraph
    /// An item of a list.
    case listItem
    /// A quotation set apart.
    case quote
    /// A cell of a table.
    case cell

    /// The kind's stable name, as it stands in JSON: "heading-2", "paragraph", "list-item", "quote", "cell".
    public var name: String {
      switch self {
      case .heading(let level): "heading-\(level)"
      case .paragraph: "paragraph"
      case .listItem: "list-item"
      case .quote: "quote"
      case .cell: "cell"
      }
    }
  }

  /// What the block is.
  public let kind: Kind
  /// UTF-8 byte offsets into `Article.original`.
  public let range: Range<Int>

  /// Creates a block.
  public init(kind: Kind, range: Range<Int>) {
    self.kind = kind
    self.range = range
  }
}

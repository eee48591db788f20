/// A news article: its clean text, what is known about it, and a record of all that cleaning removed.
public struct Article: Identifiable, Sendable, Hashable {
  /// A name unique within its batch: a file name, or the `id` of a record.
  public var id: String
  /// Whether ``id`` is the article's own; false where the number of its line or record stands for it.
  public var hasOwnID = true
  /// Whether ``id`` was given as a number, so that it leaves as one.
  public var hasNumericID = false
  /// Who published it.
  public var outlet: String?
  /// Where it was published.
  public var url: String?
  /// The headline.
  public var title: String?
  /// The day of publication, ISO 8601 ("2017-02-06").
  public var date: String?
  /// Who wrote it, where a page says so.
  public var author: String?
  /// The event it tells of, where its record names one.
  public var event: String?
  /// The dateline at the head of the text ("ASTANA, January 23 (Reuters)"), where there was one.
  public var dateline: String?
  /// The line that names the sources ("Source: Al Jazeera, News Agencies"), where there was one.
  public var sourceLine: String?
  /// A BCP 47 language tag.
  public var language: String?
  /// The text as it was read.
  public var original: String
  /// The clean text: `original` with every removed span cut out, nothing else changed.
  public var text: String
  /// What was cut out, in order, without overlap; offsets into `original`.
  public var removed: [RemovedSpan]
  /// The blocks of a page, in order: those cut out as well as those that stay; none for plain text.
  public var blocks: [TextBlock] = []
  /// The encoding the article was read in ("UTF-8", "WINDOWS-1252"), where it was read from bytes.
  public var encoding: String?
  /// What was repaired or ignored on the way in ("bytes that are not UTF-8 …"); empty where all was well.
  public var warnings: [String]

  /// Creates an article whose text needs no cleaning.
  public init(
    id: String, outlet: String? = nil, url: String? = nil, title: String? = nil, date: String? = nil,
    dateline: String? = nil, sourceLine: String? = nil, language: String? = nil, original: String,
    text: String? = nil, removed: [RemovedSpan] = [], warnings: [String] = []
  ) {
    self.id = id
    self.outlet = outlet
    self.url = url
    self.title = title
    self.date = date
    self.dateline = dateline
    self.sourceLine = sourceLine
    self.language = language
    self.original = original
    self.text = text ?? original
    self.removed = removed
    self.warnings = warnings
  }

  /// The id as it was given.
  public var recordID: RecordID { RecordID(id, isNumber: hasNumericID) }

  /// What a model reads of an article: its title, a line break, and its text; the text alone where no
  /// title is known.
  public var modelInput: String { title.map { $0 + "\n" + text } ?? text }

  /// Where the text begins in ``modelInput``, in UTF-8 bytes.
  package var textStart: Int { title.map { $0.utf8.count + 1 } ?? 0 }
}

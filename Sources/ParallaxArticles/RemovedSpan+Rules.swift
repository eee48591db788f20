extension RemovedSpan.Rule {
  /// A copy of the headline; the headline itself becomes `Article.title`.
  public static let title: Self = "title"
  /// A photo caption: doubled on one line, credited to an agency, or labelled as one.
  public static let caption: Self = "caption"
  /// A run of icon names left over from a page's buttons ("icon bookmarkicon closeicon").
  public static let icons: Self = "icons"
  /// A line with the date and time of publication, which becomes `Article.date`.
  public static let date: Self = "date"
  /// The place, day and agency before the first sentence, which become `Article.dateline`.
  public static let dateline: Self = "dateline"
  /// A line naming the sources, which becomes `Article.sourceLine`.
  public static let source: Self = "source"
  /// A line naming the authors or editors.
  public static let byline: Self = "byline"
  /// A line that is nothing but a web address, with its bullet or label.
  public static let link: Self = "link"
  /// A block of titles and cut-off first lines of other articles ("You can also read ...").
  public static let teaser: Self = "teaser"
  /// An invitation to comment, a count of comments, or the policy on them.
  public static let comment: Self = "comment"
  /// The title and the clock of an embedded player ("Podcasts", "0:00", "13:44").
  public static let podcast: Self = "podcast"
  /// Share counts and the names of share buttons.
  public static let share: Self = "share"
  /// A pointer to another article or film within the text ("READ MORE: …", "Inside Story: …").
  public static let crossPromotion: Self = "cross-promotion"
  /// An invitation to subscribe, sign up or download.
  public static let newsletter: Self = "newsletter"
  /// The label of an advertisement, or a player's or script's message.
  public static let advertisement: Self = "advertisement"
  /// A notice of copyright, cookies, privacy or terms.
  public static let legal: Self = "legal"
  /// The second copy of a paragraph.
  public static let duplicate: Self = "duplicate"
  /// A heading between two paragraphs.
  public static let subheading: Self = "subheading"
  /// A menu, a header or a footer of a page.
  public static let navigation: Self = "navigation"
  /// Other articles that a page points to.
  public static let related: Self = "related"
  /// A block or line that the trained classifier takes for none of the article's.
  public static let boilerplate: Self = "boilerplate"
  /// A line that many of an outlet's articles have.
  public static let template: Self = "template"
  /// Blank lines beyond the first, spaces at the ends of lines, carriage returns before line feeds.
  public static let whitespace: Self = "whitespace"

  /// Every rule of ``ArticleCleaner``, in the order in which they are tried.
  public static let all: [Self] = CleaningRule.pipeline.map(\.name) + [.boilerplate, .template, .whitespace]
}

/// What tags, classes, ids and roles say an element is for.
struct HTMLHints: OptionSet, Hashable {
  let rawValue: UInt32

  init(rawValue: UInt32) { self.rawValue = rawValue }

  // By class and id.
  static let content = HTMLHints(rawValue: 1 << 0)
  static let body = HTMLHints(rawValue: 1 << 1)
  static let comment = HTMLHints(rawValue: 1 << 2)
  static let related = HTMLHints(rawValue: 1 << 3)
  static let share = HTMLHints(rawValue: 1 << 4)
  static let caption = HTMLHints(rawValue: 1 << 5)
  static let advertisement = HTMLHints(rawValue: 1 << 6)
  static let navigation = HTMLHints(rawValue: 1 << 7)
  static let foot = HTMLHints(rawValue: 1 << 8)
  static let side = HTMLHints(rawValue: 1 << 9)
  static let subscription = HTMLHints(rawValue: 1 << 10)
  static let byline = HTMLHints(rawValue: 1 << 11)
  static let headline = HTMLHints(rawValue: 1 << 12)
  static let media = HTMLHints(rawValue: 1 << 13)
  // By tag and role.
  static let navTag = HTMLHints(rawValue: 1 << 14)
  static let asideTag = HTMLHints(rawValue: 1 << 15)
  static let footerTag = HTMLHints(rawValue: 1 << 16)
  static let headerTag = HTMLHints(rawValue: 1 << 17)
  static let formTag = HTMLHints(rawValue: 1 << 18)
  static let figureTag = HTMLHints(rawValue: 1 << 19)
  static let articleTag = HTMLHints(rawValue: 1 << 20)
  static let mainTag = HTMLHints(rawValue: 1 << 21)
  static let quoteTag = HTMLHints(rawValue: 1 << 22)
  static let listTag = HTMLHints(rawValue: 1 << 23)
  static let tableTag = HTMLHints(rawValue: 1 << 24)
  // What decides, before any model, where the article can be.
  /// Comments, menus, footers, forms, figures, other articles: out, unless nearly all prose is within.
  static let excluded = HTMLHints(rawValue: 1 << 25)
  /// Asides, advertisements, share buttons, bylines, captions: out, unless most of the prose is within.
  static let unlikely = HTMLHints(rawValue: 1 << 26)
  /// Declared to be the text of an article.
  static let likely = HTMLHints(rawValue: 1 << 27)

  /// The number of hints.
  static let count = 28

  static let articleBody = NameHash.of("articlebody")

  private static let words: [(HTMLHints, [String])] = [
    (
      .content,
      [
        "article", "content", "entry", "story", "post", "text", "paragraph", "page", "main", "single", "copy",
      ]
    ),
    (
      .body,
      [
        "body", "articlebody", "storybody", "articletext", "storytext", "entrycontent", "postcontent",
        "postbody",
        "articlecontent", "storycontent", "bodycontent", "contentbody", "richtext", "maincontent", "maintext",
        "articlebodycontent", "bodytext", "bodycopy", "articlecopy", "newstext", "storycopy",
      ]
    ),
    (
      .comment,
      [
        "comment", "comments", "disqus", "respond", "reply", "replies", "commentlist", "discussion",
        "livefyre",
        "commenting", "commentform", "commentary",
      ]
    ),
    (
      .related,
      [
        "related", "recommended", "recommendations", "recommendation", "recommend", "more", "readmore",
        "also",
        "trending", "popular", "outbrain", "taboola", "teaser", "teasers", "latest", "upnext", "similar",
        "suggested", "widget", "widgets", "carousel", "recirc", "recirculation", "linkstack", "relatedlinks",
        "morefrom", "mostread", "mostpopular", "see", "further", "next", "previous", "prev", "inline", "list",
        "feed", "headlines", "stories", "posts", "articles", "card", "cards", "item", "tile", "collection",
        "rel",
      ]
    ),
    (
      .share,
      [
        "share", "sharing", "social", "facebook", "twitter", "follow", "shares", "sharebar", "addthis",
        "socials",
        "socialmedia", "sociallinks", "tools", "print", "email", "button", "buttons", "btn", "icon", "icons",
      ]
    ),
    (
      .caption,
      [
        "caption", "captions", "credit", "credits", "figcaption", "wpcaption", "imagecaption", "photocaption",
        "photocredit", "copyright", "captiontext", "attribution", "source",
      ]
    ),
    (
      .advertisement,
      [
        "ad", "ads", "advert", "advertisement", "advertising", "sponsor", "sponsored", "banner", "dfp",
        "promo",
        "promoted", "promotion", "commercial", "adslot", "promos", "native", "partner", "deals", "offer",
        "shop",
      ]
    ),
    (
      .navigation,
      [
        "nav", "navigation", "menu", "breadcrumb", "breadcrumbs", "header", "masthead", "topbar", "toolbar",
        "pagination", "pager", "skip", "navbar", "submenu", "topnav", "mainmenu", "logo", "search", "top",
        "sitemap",
      ]
    ),
    (
      .foot,
      [
        "foot", "footer", "legal", "cookie", "cookies", "consent", "gdpr", "privacy", "disclaimer", "bottom",
        "colophon", "endnote", "footnote", "footnotes", "terms", "notice", "corrections",
      ]
    ),
    (
      .side,
      [
        "side", "sidebar", "rail", "aside", "secondary", "right", "rightrail", "sidecolumn", "column",
        "pullquote", "box", "infobox", "factbox",
      ]
    ),
    (
      .subscription,
      [
        "newsletter", "newsletters", "subscribe", "signup", "paywall", "register", "registration",
        "subscription",
        "donate", "donation", "membership", "login", "modal", "popup", "overlay", "signin", "cta", "alert",
        "alerts",
        "account", "user", "form", "subscriber", "premium",
      ]
    ),
    (
      .byline,
      [
        "author", "authors", "byline", "meta", "date", "time", "dateline", "timestamp", "tags", "tag",
        "topic",
        "topics", "category", "categories", "bio", "contributor", "publish", "published", "posted", "updated",
        "kicker", "section", "label", "info", "authorbio", "writer", "keywords", "eyebrow", "profile",
        "channel",
      ]
    ),
    (
      .headline,
      [
        "title", "headline", "heading", "subtitle", "deck", "dek", "summary", "standfirst", "lead", "intro",
        "subhead", "subheadline", "hed", "excerpt", "description", "lede", "highlights",
      ]
    ),
    (
      .media,
      [
        "figure", "image", "images", "photo", "photos", "media", "gallery", "video", "videos", "slideshow",
        "thumb",
        "thumbnail", "img", "picture", "player", "embed", "embedded", "audio", "podcast", "slide", "slider",
        "iframe",
        "tweet", "instagram", "interactive",
      ]
    ),
  ]

  private static let decisiveWords: [(HTMLHints, [String])] = [
    (
      .excluded,
      [
        "comment", "comments", "disqus", "respond", "reply", "replies", "commentlist", "livefyre", "nav",
        "navigation",
        "menu", "breadcrumb", "breadcrumbs", "masthead", "pagination", "pager", "navbar", "footer", "cookie",
        "cookies",
        "consent", "gdpr", "disclaimer", "related", "recommended", "recommendations", "recommend", "readmore",
        "trending", "popular", "outbrain", "taboola", "teaser", "teasers", "latest", "upnext", "similar",
        "suggested",
        "carousel", "recirc", "mostread", "mostpopular", "relatedlinks", "morefrom",
        "relatedposts",
      ]
    ),
    (
      .unlikely,
      [
        "widget", "widgets", "share", "sharing", "social", "addthis", "sharebar", "ad", "ads", "advert",
        "advertisement", "sponsor",
        "sponsored", "promo", "promoted", "promotion", "dfp", "sidebar", "rail", "aside", "newsletter",
        "newsletters",
        "subscribe", "signup", "paywall", "register", "donate", "login", "modal", "popup", "overlay",
        "caption",
        "captions", "figcaption", "credit", "wpcaption", "slideshow", "gallery", "byline", "bio", "authorbio",
        "tags",
        "timestamp", "dateline",
      ]
    ),
    (
      .likely,
      [
        "articlebody", "storybody", "entrycontent", "postcontent", "postbody", "articlecontent",
        "articletext",
        "storytext", "storycontent", "contentbody", "richtext", "maincontent",
      ]
    ),
  ]

  private static let byWord: [UInt64: HTMLHints] = {
    var table: [UInt64: HTMLHints] = [:]
    for (hint, list) in words + decisiveWords {
      for word in list { table[NameHash.of(word), default: []].formUnion(hint) }
    }
    return table
  }()

  /// What a tag says by itself.
  init(_ tag: HTMLTag) {
    switch tag {
    case .nav: self = [.navTag, .excluded]
    case .aside: self = [.asideTag, .unlikely]
    case .footer: self = [.footerTag, .excluded]
    case .header: self = .headerTag
    case .form: self = [.formTag, .excluded]
    case .dialog: self = [.formTag, .unlikely]
    case .figure, .figcaption: self = [.figureTag, .excluded]
    case .article: self = [.articleTag, .likely]
    case .main: self = [.mainTag, .likely]
    case .blockquote: self = .quoteTag
    case .ul, .ol, .dl: self = .listTag
    case .table: self = .tableTag
    default: self = []
    }
  }

  /// What a role says.
  init(role: UInt64) { self = Self.byRole[role] ?? [] }

  private static let byRole: [UInt64: HTMLHints] = {
    let roles: [(String, HTMLHints)] = [
      ("navigation", .navTag), ("complementary", .asideTag), ("contentinfo", .footerTag),
      ("banner", .headerTag),
      ("dialog", .formTag), ("alert", .formTag), ("search", .formTag), ("main", .mainTag),
      ("article", .articleTag),
      ("figure", .figureTag), ("list", .listTag), ("menu", .navTag), ("menubar", .navTag),
    ]
    return Dictionary(roles.map { (NameHash.of($0.0), $0.1) }, uniquingKeysWith: { $0.union($1) })
  }()

  /// What the words of a class or an id say.
  ///
  /// A name such as `article-body--wide postText` is taken apart at marks, digits and capitals, and each name
  /// is looked up whole as well, its marks left out.
  init(names: some Sequence<UInt8>) {
    var hints: HTMLHints = []
    var word = NameHash()
    var whole = NameHash()
    var hasWord = false
    var wasLower = false
    func take(_ hash: NameHash) { if let found = Self.byWord[hash.value] { hints.formUnion(found) } }
    for byte in names {
      if byte.isHTMLSpace || !byte.isASCIILetter || byte.isUpper && wasLower {
        if hasWord { take(word) }
        word = NameHash()
        hasWord = false
      }
      if byte.isHTMLSpace {
        take(whole)
        whole = NameHash()
      }
      wasLower = byte.isASCIILetter && !byte.isUpper
      if byte.isASCIILetter {
        word.add(byte)
        whole.add(byte)
        hasWord = true
      }
    }
    if hasWord { take(word) }
    take(whole)
    self = hints
  }
}

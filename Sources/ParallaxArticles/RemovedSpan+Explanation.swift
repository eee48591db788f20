extension RemovedSpan.Rule {
  /// Why the rule removes what it does, in a sentence for a reader.
  public var explanation: String { Self.explanations[self] ?? "removed by a rule of another version" }

  private static let explanations: [Self: String] = [
    .title: "a copy of the headline, which is kept as the title",
    .caption: "the caption of a picture",
    .icons: "names of icons left over from buttons",
    .date: "the day of publication, which is kept as the date",
    .dateline: "place, day and agency before the first sentence",
    .source: "names the sources, which are kept as the source line",
    .byline: "names authors or editors",
    .link: "nothing but a web address",
    .teaser: "titles and cut-off beginnings of other articles",
    .comment: "readers' comments, or what stands around them",
    .podcast: "the title and clock of a player",
    .share: "share counts and buttons",
    .crossPromotion: "points to another article or film",
    .newsletter: "an invitation to subscribe, sign up or download",
    .advertisement: "an advertisement, or its label",
    .legal: "a notice of rights, cookies or terms",
    .duplicate: "the second copy of a paragraph",
    .subheading: "a heading between two paragraphs",
    .navigation: "a menu, header or footer of the page",
    .related: "other articles that the page points to",
    .boilerplate: "unlike the lines of articles in words, neighbours and place",
    .template: "stands in many articles of this outlet",
    .whitespace: "space beyond one blank line",
  ]
}

/// One step of the cleaner: a name for the record, and what it does to a draft.
struct CleaningRule: Sendable {
  let name: RemovedSpan.Rule
  let apply: @Sendable (inout Draft) -> Void

  init(_ name: RemovedSpan.Rule, _ apply: @escaping @Sendable (inout Draft) -> Void) {
    self.name = name
    self.apply = apply
  }

  /// A rule that judges each short line by itself.
  init(_ name: RemovedSpan.Rule, where matches: @escaping @Sendable (Line, Draft) -> Bool) {
    self.init(name) { draft in
      for index in draft.activeLines where !draft.lines[index].folded.isEmpty {
        if matches(draft.lines[index], draft) { draft.remove(index, name) }
      }
    }
  }

  /// All rules in the order in which they are tried.
  ///
  /// Those that are sure of a single line come first, so that blocks (teasers) end at them; those that
  /// look at neighbours (dateline, sub-heading) come last, when noise no longer stands between.
  static let pipeline: [CleaningRule] = [
    CleaningRule(.icons, IconRule.apply),
    CleaningRule(.comment, where: CommentRule.matches),
    CleaningRule(.share, where: ShareRule.matches),
    CleaningRule(.link, where: LinkRule.matches),
    CleaningRule(.podcast, PodcastRule.apply),
    CleaningRule(.source, SourceLineRule.apply),
    CleaningRule(.newsletter, where: NoticeRule.isNewsletter),
    CleaningRule(.advertisement, where: NoticeRule.isAdvertisement),
    CleaningRule(.legal, where: NoticeRule.isLegal),
    CleaningRule(.date, DateLineRule.apply),
    CleaningRule(.byline, BylineRule.apply),
    CleaningRule(.title, TitleRule.apply),
    CleaningRule(.caption, CaptionRule.apply),
    CleaningRule(.teaser, TeaserRule.apply),
    CleaningRule(.crossPromotion, CrossPromotionRule.apply),
    CleaningRule(.duplicate, DuplicateRule.apply),
    CleaningRule(.dateline, DatelineRule.apply),
    CleaningRule(.subheading, SubheadingRule.apply),
  ]
}

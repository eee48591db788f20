/// One step of the cleaner: a name for the record, and what it does to a draft.
struct CleaningRule: Sendable {
  /// What a rule looks at.
  enum Judgement: Sendable {
    /// Each short line by itself.
    case line(@Sendable (Line) -> Bool)
    /// Lines among their neighbours.
    case draft(@Sendable (inout Draft) -> Void)
  }

  let name: RemovedSpan.Rule
  let judgement: Judgement

  init(_ name: RemovedSpan.Rule, _ apply: @escaping @Sendable (inout Draft) -> Void) {
    self.name = name
    judgement = .draft(apply)
  }

  init(_ name: RemovedSpan.Rule, where matches: @escaping @Sendable (Line) -> Bool) {
    self.name = name
    judgement = .line(matches)
  }

  /// Applies rules in order: first all those that judge lines by themselves, to lines that are new to them.
  static func apply(_ rules: [CleaningRule], to draft: inout Draft) {
    for index in draft.lines.indices where draft.lines[index].isActive && !draft.lines[index].isJudged {
      let rule = draft.lines[index].folded.isEmpty ? nil : first(of: rules, for: draft.lines[index])
      draft.judge(index, rule)
    }
    for rule in rules {
      if case .draft(let apply) = rule.judgement { apply(&draft) }
    }
  }

  private static func first(of rules: [CleaningRule], for line: Line) -> RemovedSpan.Rule? {
    for rule in rules {
      if case .line(let matches) = rule.judgement, matches(line) { return rule.name }
    }
    return nil
  }

  /// All rules in the order in which they are tried.
  ///
  /// Those that are sure of a single line come first, so that blocks (teasers) end at them; those that
  /// look at neighbours (dateline, sub-heading) come last, when noise no longer stands between.
  static let pipeline: [CleaningRule] = [
    CleaningRule(.comment, where: CommentRule.matches),
    CleaningRule(.share, where: ShareRule.matches),
    CleaningRule(.link, where: LinkRule.matches),
    CleaningRule(.newsletter, where: NoticeRule.isNewsletter),
    CleaningRule(.advertisement, where: NoticeRule.isAdvertisement),
    CleaningRule(.legal, where: NoticeRule.isLegal),
    CleaningRule(.icons, IconRule.apply),
    CleaningRule(.podcast, PodcastRule.apply),
    CleaningRule(.source, SourceLineRule.apply),
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

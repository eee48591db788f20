/// Lines a publisher adds to every page: subscriptions, advertisements, rights.
enum NoticeRule {
  private static let invitations: Phrases = [
    "sign up for", "sign up to", "sign up here", "sign up now", "subscribe", "get the latest", "get our",
    "get breaking news", "get the best of", "get daily", "get all the latest", "join our", "follow us",
    "follow our", "like us on", "download our", "download the", "want the latest", "keep up with",
    "receive our", "register for", "enjoy our content?", "thank you for signing up",
    "thank you for subscribing",
    "daily politics news", "for more news", "support our journalism", "support real journalism",
    "stay up to date with", "stay informed", "try our",
  ]
  private static let offers: Phrases = [
    "newsletter", "inbox", "e-mail", "email", "alerts", "free trial", " app ", " app!", " app.", "news app",
    "our free", "our daily", "our weekly", "on twitter", "on facebook", "on instagram", "on telegram",
    "on youtube",
    "whatsapp", "subscribe today", "subscribe now", "our channel", "our podcast", "signing up", "subscribing",
  ]
  private static let exactInvitations: Phrases = [
    "subscribe", "subscribe now", "subscribe today", "sign up", "sign up now", "newsletter", "newsletters",
    "enter your email", "enter your email address", "your email address", "email address",
    "daily newsletter", "download the app", "follow us",
  ]

  /// An imperative to subscribe that names what is offered, or any line that promises to fill "your inbox".
  static func isNewsletter(_ line: Line) -> Bool {
    let text = line.folded
    guard line.wordCount <= 45, !text.contains(0x22) else { return false }
    if exactInvitations.isLine(text) || text.contains("your inbox") { return true }
    return invitations.beginsLine(text) && offers.occurs(in: text)
  }

  private static let advertisements: Phrases = [
    "ad", "ads", "advert", "advertisement", "advertisements", "advertising",
    "advertisement - continue reading below",
    "advertisement - story continues below", "advertisement continues below", "article continues below",
    "article continues below advertisement", "article continues after ad",
    "article continues after advertisement",
    "continue reading", "continue reading below", "continue reading the main story", "continued below",
    "loading", "loading ad", "paid content", "please wait", "promoted", "promoted content",
    "promoted stories",
    "scroll to continue", "skip ad", "skip advertisement", "sponsored", "sponsored by", "sponsored content",
    "story continues", "story continues below", "story continues below advertisement",
    "story continues below this ad", "this video is unavailable", "this is a modal window",
    "your browser does not support the audio element", "your browser does not support the video tag",
    "your browser does not support html5 video", "video player is loading", "report this ad", "powered by",
  ]
  private static let scripts: Phrases = [
    "please enable javascript", "you need to enable javascript", "you must have javascript enabled",
    "this video is no longer available", "your browser does not support",
  ]

  static func isAdvertisement(_ line: Line) -> Bool {
    guard line.wordCount <= 20 else { return false }
    return advertisements.isLine(line.folded) || scripts.beginsLine(line.folded)
  }

  private static let rights: Phrases = [
    "©", "(c) 19", "(c) 20", "copyright ©", "copyright (c)", "copyright 19", "copyright 20",
  ]
  private static let notices: Phrases = [
    "this website uses cookies", "this site uses cookies", "we use cookies", "our website uses cookies",
    "by using this site, you agree", "by using our site, you agree", "by continuing to use this site",
    "by continuing to use our site",
    "by signing up, you agree", "by submitting your email, you agree", "this site is protected by recaptcha",
    "this material may not be published", "may not be republished without",
    "reproduction in whole or in part",
    "no part of this publication may be reproduced",
  ]
  private static let exactNotices: Phrases = [
    "privacy policy", "terms of use", "terms of service", "terms and conditions", "terms & conditions",
    "cookie policy", "cookie settings", "cookie notice", "all rights reserved", "accept cookies",
    "accept all",
    "accept all cookies", "privacy notice", "about our ads", "do not sell my personal information",
    "privacy policy | terms of use", "terms of use | privacy policy",
  ]

  /// A notice of rights: it begins with the sign, or ends a clause on "all rights reserved".
  static func isLegal(_ line: Line) -> Bool {
    let text = line.folded
    guard line.wordCount <= 60, !text.contains(0x22) else { return false }
    if exactNotices.isLine(text) || notices.beginsLine(text) { return true }
    if rights.startsLine(text), line.wordCount <= 30 || text.contains("rights reserved") { return true }
    let phrase = Array("all rights reserved".utf8)
    guard let found = text.offset(of: phrase) else { return false }
    let end = found + phrase.count
    return end == text.count || text[end] == 0x2E || text[end] == 0x21
  }
}

/// Invitations to comment, counts of comments, and policies on them.
enum CommentRule {
  private static let lines: Phrases = [
    "add new comment", "add a comment", "add comment", "add your comment", "comment", "comments",
    "comments are closed", "comments closed", "have your say", "hide comments", "join the conversation",
    "join the debate", "join the discussion", "leave a comment", "leave a reply", "load comments",
    "load more comments", "log in to comment", "login to comment", "no comments yet", "post a comment",
    "post comment", "post your comment", "reader comments", "see all comments", "show comments",
    "sign in to comment", "view all comments", "view comments", "write a comment", "write a reply",
    "be the first to comment", "comments have been closed", "this thread is closed for comments",
  ]
  private static let policies: Phrases = [
    "comment policy", "comments policy", "commenting policy", "comment guidelines",
  ]
  private static let address: Phrases = ["our ", "your ", " you "]
  private static let moderation: Phrases = ["comments are moderated", "comments are subject to moderation"]

  static func matches(_ line: Line) -> Bool {
    guard line.wordCount <= 24 else { return false }
    let text = line.folded
    if lines.isLine(withoutCount(text)) || moderation.beginsLine(text) { return true }
    return policies.occurs(in: text) && address.occurs(in: text) && !text.contains(0x22)
  }

  /// A line without the figure before or behind it: "12 comments", "Comments (12)".
  private static func withoutCount(_ text: [UInt8]) -> [UInt8] {
    func isCount(_ byte: UInt8) -> Bool { byte.isASCIIDigit || [0x20, 0x28, 0x29, 0x2C].contains(byte) }
    var words = text[...]
    while let last = words.last, isCount(last) { words.removeLast() }
    while let first = words.first, isCount(first) { words.removeFirst() }
    return Array(words)
  }
}

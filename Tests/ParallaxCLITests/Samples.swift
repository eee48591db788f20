import Foundation

/// Invented texts, and a model trained on them through the program.
enum Samples {
  /// An article as a crawler leaves it, with letters outside the Basic Multilingual Plane.
  static let article = """
    Ferry workers strike in Port Halden
    Ferry workers strike in Port Halden

    PORT HALDEN, March 3 (Quay News) - Ferry workers walked out on Monday 🚢 over unpaid wages. The union \
    said 𝒯welve ships stayed in harbour. Managers called the strike reckless and asked the court to end it.
    The mayor urged both sides to talk before the weekend. Passengers waited on the quay for hours 🧳 and \
    slept in the hall.

    Add new comment
    """

  static let labelled: [(label: String, text: String)] = [
    ("left", "Workers and unions demand fair wages while greedy bosses refuse to share profits."),
    ("left", "The strike of workers shows that unions defend fair wages against greedy bosses."),
    ("left", "Bosses cut wages again and workers answer with a strike led by their unions."),
    ("left", "Fair wages for workers, say the unions, or the strike goes on against the bosses."),
    ("center", "The court heard both sides on Monday and the mayor urged talks before the weekend."),
    ("center", "The mayor said both sides met at the court and talks go on after the weekend."),
    ("center", "Talks between both sides resumed on Monday, the court said, after the mayor urged it."),
    ("center", "Both sides told the court on Monday that talks with the mayor go on."),
    ("right", "Reckless strikes hurt taxpayers and managers ask for order and lower taxes."),
    ("right", "Taxpayers pay for reckless strikes while managers keep order and ask for lower taxes."),
    ("right", "Managers warn that reckless unions burden taxpayers, and lower taxes bring order."),
    ("right", "Lower taxes and order, managers say, not reckless strikes that taxpayers pay for."),
  ]

  static let recipe = """
    {
      "description": {"name": "leaning", "version": "1", "task": "A test.", "labels": ["left", "center", "right"]},
      "vectorizer": {"min_df": 2, "sublinear_tf": true},
      "learner": {"C": 10},
      "evidence": {"minimum_known_tokens": 3, "minimum_known_share": 0.1},
      "calibration_folds": 0
    }
    """

  static func jsonLines(_ records: [[String: Any]]) throws -> String {
    try records.map {
      let data = try JSONSerialization.data(withJSONObject: $0, options: .sortedKeys)
      return String(decoding: data, as: UTF8.self) + "\n"
    }.joined()
  }

  static func labelledLines() throws -> String {
    try jsonLines(labelled.map { ["text": $0.text, "label": $0.label] })
  }

  /// A folder that holds the model `leaning`, trained once for all tests.
  static func models() throws -> String { try trained.get().path }

  private static let trained = Result { () throws -> Workspace in
    let folder = try Workspace()
    // What is static is never released; the folder must go all the same.
    leftovers = folder.path
    atexit { try? FileManager.default.removeItem(atPath: leftovers) }
    let outcome = try Tool.run(
      "train", "--config", try folder.write("recipe.json", recipe), "--train",
      try folder.write("train.jsonl", try labelledLines()), "--output", folder.file("leaning"))
    guard outcome.code == 0 else { throw Tool.Failure(description: "training: \(outcome.messages)") }
    return folder
  }

  nonisolated(unsafe) private static var leftovers = ""

  /// Five articles as JSON Lines, each with its id.
  static func articles() throws -> String {
    try jsonLines(
      (0..<5).map { index in
        [
          "id": "a\(index)", "outlet": index % 2 == 0 ? "Quay News" : "Harbour Mail",
          "date": "2031-03-0\(index + 1)",
          "title": "Part \(index) of the strike",
          "text": article + " The unions ask for fair wages, part \(index). Taxpayers ask for order.",
        ]
      })
  }

  /// The part of a text between two offsets in Unicode scalars.
  static func slice(_ text: String, _ start: Int, _ end: Int) -> String {
    let scalars = Array(text.unicodeScalars)
    guard 0 <= start, start <= end, end <= scalars.count else { return "(outside)" }
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars[start..<end])
    return String(result)
  }
}

import GRDB

/// Which articles of a corpus are meant; those that fit all that is given.
public struct CorpusFilter: Sendable, Hashable {
  /// A label that a model must have given, and how probable it must be at least.
  public struct Score: Sendable, Hashable {
    /// The name of the model.
    public var model: String
    /// The label; any where nil.
    public var label: String?
    /// The least probability of the label.
    public var minimumProbability: Double

    /// Creates a condition on a score.
    public init(model: String, label: String? = nil, minimumProbability: Double = 0) {
      self.model = model
      self.label = label
      self.minimumProbability = minimumProbability
    }
  }

  /// The outlets, by their names; all where empty.
  public var outlets: [String]
  /// The first day, ISO 8601.
  public var from: String?
  /// The last day, ISO 8601.
  public var to: String?
  /// The event.
  public var event: String?
  /// An actor that the article must name.
  public var actor: String?
  /// The score.
  public var score: Score?

  /// Creates a filter that lets everything through but what is said.
  public init(
    outlets: [String] = [], from: String? = nil, to: String? = nil, event: String? = nil,
    actor: String? = nil, score: Score? = nil
  ) {
    self.outlets = outlets
    self.from = from
    self.to = to
    self.event = event
    self.actor = actor
    self.score = score
  }

  /// The conditions on a row of `article`, joined by AND, and their values.
  func condition() throws(CorpusError) -> (sql: String, arguments: StatementArguments) {
    var parts = ["1"]
    var arguments: StatementArguments = []
    if !outlets.isEmpty {
      let marks = outlets.map { _ in "?" }.joined(separator: ", ")
      parts.append("article.outlet IN (SELECT number FROM outlet WHERE name IN (\(marks)))")
      arguments += StatementArguments(outlets)
    }
    if let from, let to, from > to {
      throw CorpusError(.invalid, "no day is from \(from) to \(to); expected the earlier one first")
    }
    for (day, sign) in [(from, ">="), (to, "<=")] {
      guard let day else { continue }
      guard CorpusFilter.isDay(day) else {
        throw CorpusError(.invalid, "\"\(day)\" is no day; write it like 2017-01-25")
      }
      parts.append("article.date \(sign) ?")
      arguments += [day]
    }
    if let event {
      parts.append(
        "article.number IN (SELECT article FROM event_article JOIN event ON event.number = event "
          + "WHERE event.name = ?)")
      arguments += [event]
    }
    if let actor {
      parts.append("article.number IN (SELECT article FROM mention WHERE actor = ?)")
      arguments += [actor]
    }
    if let score {
      // Of labels that do not exclude each other the record has those given; the columns are of the most probable one.
      let isGiven =
        score.label == nil
        ? "probability >= ?"
        : "CASE WHEN \(CorpusSchema.hasLabels) "
          + "THEN EXISTS (SELECT 1 FROM json_each(record, '$.labels') WHERE value = ?) "
          + "AND EXISTS (SELECT 1 FROM json_each(record, '$.probabilities') AS each WHERE each.key = ? AND each.value >= ?) "
          + "ELSE label = ? AND probability >= ? END"
      parts.append(
        "EXISTS (SELECT 1 FROM score WHERE score.article = article.number AND model = ? AND is_scored AND \(isGiven))"
      )
      arguments += [score.model]
      if let label = score.label {
        arguments += [label, label, score.minimumProbability, label, score.minimumProbability]
      } else {
        arguments += [score.minimumProbability]
      }
    }
    return (parts.joined(separator: " AND "), arguments)
  }

  private static func isDay(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let isDigits = parts.allSatisfy { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    guard isDigits, parts.map(\.utf8.count) == [4, 2, 2] else { return false }
    guard let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]) else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...12).contains(month) && (1...lengths[month - 1]).contains(day)
  }
}

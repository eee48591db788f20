/// What there is to know of a model besides its numbers: the source of its card, saved inside it.
///
/// Keys are written in snake case. Everything here is text for people; the language alone is heeded, too: a
/// model of English abstains of texts that hardly look English.
public struct ModelDescription: Codable, Sendable, Hashable {
  /// One body of data the model learnt from.
  public struct DataSource: Codable, Sendable, Hashable {
    /// The name it is cited by.
    public var name: String
    /// Its licence.
    public var licence: String
    /// The number of records used.
    public var records: Int?
    /// How it was obtained, filtered and labelled, and by whom.
    public var note: String

    /// Creates a source.
    public init(name: String, licence: String, records: Int? = nil, note: String = "") {
      self.name = name
      self.licence = licence
      self.records = records
      self.note = note
    }
  }

  /// Whether any of the data may not be used commercially, as its licence is stated here: "non-commercial", or a
  /// Creative Commons licence with NC.
  public var isNonCommercial: Bool {
    data.contains { source in
      source.licence.lowercased().contains("non-commercial") || source.licence.contains("-NC")
    }
  }

  /// One row of the table of scores: the model itself, or a baseline to read it against.
  public struct Score: Codable, Sendable, Hashable {
    /// What was measured: "this model", "most frequent label", "length of the text alone".
    public var system: String
    /// Whether the row is there for comparison only.
    public var isBaseline: Bool
    /// The data it was measured on, such as "test, outlets not seen in training".
    public var split: String
    /// The number of examples measured.
    public var count: Int
    /// The scores by name, such as `macro_f1`.
    public var metrics: [String: Double]

    enum CodingKeys: String, CodingKey {
      case system, split, count, metrics
      case isBaseline = "is_baseline"
    }

    /// Creates a row.
    public init(
      system: String, isBaseline: Bool = false, split: String, count: Int, metrics: [String: Double]
    ) {
      self.system = system
      self.isBaseline = isBaseline
      self.split = split
      self.count = count
      self.metrics = metrics
    }
  }

  /// The model's name: lowercase letters, digits, `.`, `_` and `-`.
  public var name: String
  /// The version of the weights.
  public var version: String
  /// What the model tells apart, in one sentence.
  public var task: String
  /// The labels in the order of the model's columns.
  public var labels: [String]
  /// The language of the texts it learnt from, as BCP 47 writes it, such as "en"; nil where none is named.
  public var language: String?
  /// What it was learnt from.
  public var data: [DataSource] = []
  /// How data was split into training, validation and test.
  public var split = ""
  /// The seed of everything random in its making.
  public var seed: UInt64?
  /// The command that makes it anew.
  public var trainingCommand = ""
  /// Measured scores, baselines included, in the order of the table.
  public var scores: [Score] = []
  /// What the model is for.
  public var intendedUse: [String] = []
  /// What it is not for, and where it fails.
  public var limits: [String] = []

  enum CodingKeys: String, CodingKey {
    case name, version, task, labels, language, data, split, seed, scores, limits
    case trainingCommand = "training_command"
    case intendedUse = "intended_use"
  }

  /// Creates a description; the rest is set afterwards.
  public init(name: String, version: String, task: String, labels: [String]) {
    self.name = name
    self.version = version
    self.task = task
    self.labels = labels
  }

  /// The name of a model that was given none.
  public static let standardName = "classifier"

  /// Reads a description; what is absent has its default.
  public init(from decoder: any Decoder) throws {
    let keys = try decoder.container(keyedBy: CodingKeys.self)
    name = try keys.decodeIfPresent(String.self, forKey: .name) ?? Self.standardName
    version = try keys.decodeIfPresent(String.self, forKey: .version) ?? "1"
    task = try keys.decodeIfPresent(String.self, forKey: .task) ?? ""
    labels = try keys.decodeIfPresent([String].self, forKey: .labels) ?? []
    language = try keys.decodeIfPresent(String.self, forKey: .language)
    data = try keys.decodeIfPresent([DataSource].self, forKey: .data) ?? []
    split = try keys.decodeIfPresent(String.self, forKey: .split) ?? ""
    seed = try keys.decodeIfPresent(UInt64.self, forKey: .seed)
    trainingCommand = try keys.decodeIfPresent(String.self, forKey: .trainingCommand) ?? ""
    scores = try keys.decodeIfPresent([Score].self, forKey: .scores) ?? []
    intendedUse = try keys.decodeIfPresent([String].self, forKey: .intendedUse) ?? []
    limits = try keys.decodeIfPresent([String].self, forKey: .limits) ?? []
  }

  /// Whether the texts were English, of whatever country.
  var isEnglish: Bool { language == "en" || language?.hasPrefix("en-") == true }

  /// Checks names, labels, language and scores.
  ///
  /// - Throws: ``ModelError`` of code `invalid`, or `notFinite` for a score.
  public func validate() throws(ModelError) {
    try Self.validate(name: name)
    try Self.validate(labels: labels)
    if let language, !language.contains(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/) {
      throw ModelError(
        .invalid, "the language is \"\(language)\"; expected its code, such as \"en\" or \"pt-BR\"")
    }
    for score in scores {
      for metric in score.metrics.keys.sorted() where score.metrics[metric]?.isFinite != true {
        throw ModelError(
          .notFinite, "the score \(metric) of \"\(score.system)\" is not a finite number; leave it out")
      }
    }
  }

  /// Checks that a name can be a folder of its own and typed without quotes.
  static func validate(name: String) throws(ModelError) {
    let isAllowed = name.utf8.allSatisfy {
      switch $0 {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
      case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"): true
      default: false
      }
    }
    guard isAllowed, (1...64).contains(name.utf8.count), name.utf8.first != UInt8(ascii: "."),
      name.utf8.first != UInt8(ascii: "-")
    else {
      throw ModelError(
        .invalid,
        "a model cannot be named \"\(name)\"; use 1 to 64 lowercase letters, digits, ., _ and -, "
          + "starting with a letter or digit")
    }
  }

  /// Checks that labels can be told apart.
  static func validate(labels: [String]) throws(ModelError) {
    var seen: Set<String> = []
    for label in labels {
      guard !label.isEmpty, seen.insert(label).inserted else {
        throw ModelError(.invalid, "the label \"\(label)\" is empty or stands twice")
      }
    }
  }
}

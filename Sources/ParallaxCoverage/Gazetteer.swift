/// A list of actors in the news: the names they go by, and the designations by which outlets that tell
/// of them differ ("militant", "rebel").
///
/// A gazetteer is valid once it exists: ids are unique, and no form belongs to two actors or to two
/// designations, so that each mention found in a text has one reading.
public struct Gazetteer: Sendable, Hashable {
  /// What sort of actor an actor is.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// A state or country.
    case state
    /// The government of a state.
    case government
    /// An armed group.
    case armedGroup = "armed-group"
    /// A person.
    case person
    /// An organization.
    case organization
    /// States or organizations acting together.
    case bloc
    /// A place that is not an actor itself.
    case place
    /// A newspaper, broadcaster or news agency.
    case media
  }

  /// One way of calling an actor that says something of it.
  public struct Designation: Sendable, Hashable {
    /// The name of the row in a naming matrix ("militant").
    public let term: String
    /// The words counted ("militant", "militants").
    public let forms: [String]
    /// Words of the same family, counted apart ("militancy").
    public let related: [String]

    /// Creates a designation.
    public init(term: String, forms: [String], related: [String] = []) {
      self.term = term
      self.forms = forms
      self.related = related
    }
  }

  /// Someone or something that acts in the news.
  public struct Actor: Sendable, Hashable, Identifiable {
    /// A name unique within the gazetteer ("free-syrian-army").
    public let id: String
    /// The name shown to people; it is searched for only if it is among the aliases.
    public let name: String
    /// What sort of actor it is.
    public let kind: Kind
    /// The names it goes by.
    public let aliases: [String]
    /// The designations counted for it.
    public let designations: [Designation]

    /// Creates an actor.
    public init(
      id: String, name: String, kind: Kind, aliases: [String], designations: [Designation] = []
    ) {
      self.id = id
      self.name = name
      self.kind = kind
      self.aliases = aliases
      self.designations = designations
    }
  }

  /// The BCP 47 tag of the language of the forms.
  public let language: String
  /// What the gazetteer covers.
  public let description: String
  /// The actors, in the order of the file.
  public let actors: [Actor]

  /// Creates a gazetteer from actors written in code.
  ///
  /// Throws `CoverageError` where an id, a term or a form is empty, malformed or claimed twice.
  public init(language: String, description: String = "", actors: [Actor]) throws(CoverageError) {
    var check = GazetteerCheck(path: nil)
    for actor in actors {
      try check.enter(actorID: actor.id, name: actor.name, line: nil)
      for form in actor.aliases { try check.enter(form: form, role: "aliases", line: nil) }
      for designation in actor.designations {
        try check.enter(term: designation.term, formCount: designation.forms.count, line: nil)
        for form in designation.forms {
          try check.enter(form: form, role: "forms of \(designation.term.quoted)", line: nil)
        }
        for form in designation.related {
          try check.enter(form: form, role: "related of \(designation.term.quoted)", line: nil)
        }
      }
    }
    self.init(checked: actors, language: language, description: description)
  }

  /// Creates a gazetteer whose actors have passed `GazetteerCheck`.
  init(checked actors: [Actor], language: String, description: String) {
    self.language = language
    self.description = description
    self.actors = actors
  }

  /// The form, as the gazetteer writes it, that a mention found by a `NameMatcher` of this gazetteer is of.
  public func form(of mention: Mention) -> String {
    let actor = actors[mention.actor]
    return switch mention.kind {
    case .alias(let form): actor.aliases[form]
    case .designation(let term, let form): actor.designations[term].forms[form]
    case .related(let term, let form): actor.designations[term].related[form]
    }
  }
}

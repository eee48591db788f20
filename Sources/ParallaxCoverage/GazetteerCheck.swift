/// The rules that hold for a whole gazetteer, checked entry by entry so that each error knows its line.
struct GazetteerCheck {
  /// The longest form accepted, in Unicode scalars; a name longer than this is a mistake in the file.
  static let longestForm = 200

  private struct Owner {
    let actor: String
    let role: String
    let line: Int?
  }

  private let path: String?
  private var actorLines: [String: Int?] = [:]
  private var owners: [String: Owner] = [:]
  private var terms: Set<String> = []
  private var actor = ""

  init(path: String?) { self.path = path }

  /// Opens an actor: what follows belongs to it.
  mutating func enter(actorID id: String, name: String, line: Int?) throws(CoverageError) {
    actor = ""
    try demand(id, in: "id", line: line)
    actor = id
    try demand(name, in: "name", line: line)
    if let earlier = actorLines[id] {
      throw error(
        .duplicate, "the actor id \(id.quoted) is used twice\(at(earlier)); give each actor its own id", line)
    }
    actorLines[id] = line
    terms.removeAll()
  }

  /// Opens a designation of the current actor.
  mutating func enter(term: String, formCount: Int, line: Int?) throws(CoverageError) {
    try demand(term, in: "term", line: line)
    guard formCount > 0 else {
      throw error(
        .schema,
        "the designation \(term.quoted) of \(actor.quoted) has no form; list at least one in `forms`", line)
    }
    guard terms.insert(term).inserted else {
      throw error(
        .duplicate, "\(actor.quoted) has two designations \(term.quoted); put their forms into one", line)
    }
  }

  /// Adds a form of the current actor.
  mutating func enter(form: String, role: String, line: Int?) throws(CoverageError) {
    try demand(form, in: role, line: line)
    guard let first = form.unicodeScalars.first, WordScalars.isWord(first), first != "_" else {
      throw error(
        .schema,
        "the form \(form.quoted) of \(actor.quoted) begins with neither a letter nor a digit; remove what stands before the name",
        line)
    }
    let count = form.unicodeScalars.count
    guard count <= Self.longestForm else {
      throw error(
        .limit,
        "a form of \(actor.quoted) has \(count) characters, more than \(Self.longestForm); a form is a name or a term",
        line)
    }
    let key = String(decoding: NamePattern.normalized(form), as: UTF8.self)
    if let owner = owners[key], owner.actor != actor || owner.role != role {
      try rejectSecondClaim(form, role: role, owner: owner, line: line)
    }
    owners[key] = Owner(actor: actor, role: role, line: line)
  }

  private func rejectSecondClaim(
    _ form: String, role: String, owner: Owner, line: Int?
  ) throws(CoverageError) {
    let advice =
      owner.actor == actor
      ? "it can count for one only: remove it from one of the two"
      : "a mention must have one reading: keep it in one actor, or write it out (\"Kurdish \(form)\")"
    throw error(
      .duplicate,
      "the form \(form.quoted) stands in \(role) of \(actor.quoted) and in \(owner.role) of \(owner.actor.quoted)\(at(owner.line)); \(advice)",
      line)
  }

  private func demand(_ text: String, in place: String, line: Int?) throws(CoverageError) {
    let owner = actor.isEmpty || place == "id" ? "" : " of \(actor.quoted)"
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else {
      throw error(.schema, "an empty string in `\(place)`\(owner); write the text or remove it", line)
    }
    if first.properties.isWhitespace || last.properties.isWhitespace {
      throw error(
        .schema, "\(text.quoted) in `\(place)`\(owner) begins or ends with white space; remove it", line)
    }
    if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      throw error(.schema, "\(text.quoted) in `\(place)`\(owner) holds a control character; remove it", line)
    }
  }

  private func at(_ line: Int?) -> String { line.map { " (line \($0))" } ?? "" }

  private func error(_ code: CoverageError.Code, _ message: String, _ line: Int?) -> CoverageError {
    CoverageError(code, message, path: path, line: line)
  }
}

extension String {
  /// The string between quotation marks, control characters escaped and long text cut, for a message.
  var quoted: String {
    let scalars = unicodeScalars
    var result = "\""
    for scalar in scalars.prefix(60) { result += TerminalText.escaped(scalar) }
    return result + (scalars.count > 60 ? "…\"" : "\"")
  }
}

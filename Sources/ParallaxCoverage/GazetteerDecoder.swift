/// Turns located JSON into a gazetteer, naming the line of whatever does not fit the schema.
struct GazetteerDecoder {
  /// The version of the format this code reads.
  static let version = 1

  private let path: String?
  private var check: GazetteerCheck

  init(path: String?) {
    self.path = path
    check = GazetteerCheck(path: path)
  }

  /// Decodes a whole document.
  mutating func gazetteer(from document: LocatedJSON) throws(CoverageError) -> Gazetteer {
    try checkFormat(of: document)
    let keys = ["format", "version", "language", "description", "actors"]
    let fields = try object(document, "a gazetteer", keys: keys)
    let language = try string(fields[2], "`language`")
    guard !language.isEmpty else {
      throw error(.schema, "`language` is empty; give a language tag (\"en\")", fields[2].line)
    }
    let description = try string(fields[3], "`description`")
    var actors: [Gazetteer.Actor] = []
    for actor in try array(fields[4], "`actors`") { actors.append(try self.actor(from: actor)) }
    return Gazetteer(checked: actors, language: language, description: description)
  }

  /// The format and version come first: another file, or a newer one, may fit nothing else.
  private func checkFormat(of document: LocatedJSON) throws(CoverageError) {
    guard case .object(let members) = document.value else {
      throw error(.schema, "a gazetteer is an object, found \(document.kindName)", document.line)
    }
    if let format = members.first(where: { $0.key == "format" }) {
      let name = try string(format.value, "`format`")
      guard name == "parallax-gazetteer" else {
        throw error(
          .schema, "`format` is \(name.quoted), expected \"parallax-gazetteer\"; is this the right file?",
          format.line)
      }
    }
    if let version = members.first(where: { $0.key == "version" }) {
      guard case .integer(let number) = version.value.value, number >= 1 else {
        throw error(.schema, "`version` is to be \(Self.version), a whole number", version.line)
      }
      guard number <= Self.version else {
        throw error(
          .version,
          "`version` is \(number), newer than the newest read here (\(Self.version)); update the program",
          version.line)
      }
    }
  }

  private mutating func actor(from json: LocatedJSON) throws(CoverageError) -> Gazetteer.Actor {
    let fields = try object(json, "an actor", keys: ["id", "name", "kind", "aliases", "designations"])
    let id = try string(fields[0], "`id`")
    let name = try string(fields[1], "`name` of \(id.quoted)")
    try check.enter(actorID: id, name: name, line: fields[0].line)
    let kindName = try string(fields[2], "`kind` of \(id.quoted)")
    guard let kind = Gazetteer.Kind(rawValue: kindName) else {
      let known = Gazetteer.Kind.allCases.map(\.rawValue)
      throw error(
        .schema,
        "`kind` of \(id.quoted) is \(kindName.quoted), expected one of \(known.joined(separator: ", "))"
          + Spelling.hint(for: kindName, among: known), fields[2].line)
    }
    let aliases = try forms(fields[3], "aliases", of: id)
    var designations: [Gazetteer.Designation] = []
    for designation in try array(fields[4], "`designations` of \(id.quoted)") {
      designations.append(try self.designation(from: designation, of: id))
    }
    return .init(id: id, name: name, kind: kind, aliases: aliases, designations: designations)
  }

  private mutating func designation(
    from json: LocatedJSON, of id: String
  ) throws(CoverageError) -> Gazetteer.Designation {
    let fields = try object(json, "a designation of \(id.quoted)", keys: ["term", "forms", "related"])
    let term = try string(fields[0], "`term`")
    let formCount = try array(fields[1], "`forms` of \(term.quoted)").count
    try check.enter(term: term, formCount: formCount, line: fields[0].line)
    let forms = try forms(fields[1], "forms of \(term.quoted)", of: id)
    return .init(
      term: term, forms: forms, related: try self.forms(fields[2], "related of \(term.quoted)", of: id))
  }

  private mutating func forms(
    _ json: LocatedJSON, _ role: String, of id: String
  ) throws(CoverageError) -> [String] {
    var forms: [String] = []
    for element in try array(json, "`\(role)` of \(id.quoted)") {
      let form = try string(element, "an entry of `\(role)` of \(id.quoted)")
      try check.enter(form: form, role: role, line: element.line)
      forms.append(form)
    }
    return forms
  }

  /// The values of an object's keys, in the order asked for; each must be there, and no other.
  private func object(
    _ json: LocatedJSON, _ name: String, keys: [String]
  ) throws(CoverageError) -> [LocatedJSON] {
    guard case .object(let members) = json.value else {
      throw error(.schema, "\(name) is an object, found \(json.kindName)", json.line)
    }
    for member in members where !keys.contains(member.key) {
      throw error(
        .schema,
        "unknown key \(member.key.quoted) in \(name); its keys are \(keys.map { "`\($0)`" }.joined(separator: ", "))"
          + Spelling.hint(for: member.key, among: keys), member.line)
    }
    var values: [LocatedJSON] = []
    for key in keys {
      guard let member = members.first(where: { $0.key == key }) else {
        throw error(.schema, "\(name) lacks the key `\(key)`; add it", json.line)
      }
      values.append(member.value)
    }
    return values
  }

  private func string(_ json: LocatedJSON, _ name: String) throws(CoverageError) -> String {
    guard case .string(let text) = json.value else {
      throw error(.schema, "\(name) is to be a string, found \(json.kindName)", json.line)
    }
    return text
  }

  private func array(_ json: LocatedJSON, _ name: String) throws(CoverageError) -> [LocatedJSON] {
    guard case .array(let elements) = json.value else {
      throw error(.schema, "\(name) is to be an array, found \(json.kindName)", json.line)
    }
    return elements
  }

  private func error(_ code: CoverageError.Code, _ message: String, _ line: Int) -> CoverageError {
    CoverageError(code, message, path: path, line: line)
  }
}

extension DecodingError {
  /// What a person needs to mend the JSON: the key and what is wrong with it.
  package var reason: String {
    func place(_ context: Context) -> String {
      let path = context.codingPath.map(\.stringValue).joined(separator: ".")
      return path.isEmpty ? "" : "\"\(path)\": "
    }
    switch self {
    case .keyNotFound(let key, let context):
      return place(context) + "the key \"\(key.stringValue)\" is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return place(context) + context.debugDescription
    case .dataCorrupted(let context): return place(context) + context.debugDescription
    @unknown default: return String(describing: self)
    }
  }
}

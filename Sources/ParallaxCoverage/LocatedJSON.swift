/// A JSON value that knows the line it begins on.
struct LocatedJSON {
  /// What a value holds.
  indirect enum Value {
    case object([Member])
    case array([LocatedJSON])
    case string(String)
    case integer(Int)
    case number
    case bool
    case null
  }

  /// A key of an object, with its value.
  struct Member {
    let key: String
    let line: Int
    let value: LocatedJSON
  }

  let value: Value
  let line: Int

  /// The kind of the value, as a message names it.
  var kindName: String {
    switch value {
    case .object: "an object"
    case .array: "an array"
    case .string: "a string"
    case .integer, .number: "a number"
    case .bool: "true or false"
    case .null: "null"
    }
  }
}

import GRDB

extension Row {
  /// The value of a column, which a damaged file may hold in another type than the table says.
  ///
  /// GRDB's subscripts end the program there.
  func value<Value: DatabaseValueConvertible>(_ column: String) throws -> Value {
    let found: DatabaseValue = self[column]
    guard let value = Value.fromDatabaseValue(found) else {
      throw DatabaseError(
        resultCode: .SQLITE_CORRUPT, message: "the column \(column) holds a value of another type")
    }
    return value
  }

  /// The value of a column that may hold none.
  func optional<Value: DatabaseValueConvertible>(_ column: String) throws -> Value? {
    let found: DatabaseValue = self[column]
    return found.isNull ? nil : try value(column)
  }
}

/// The element types of tensors that Parallax reads and writes, by their safetensors names.
public enum SafetensorsDataType: String, Sendable, Hashable, CaseIterable {
  /// IEEE 754 single precision.
  case float32 = "F32"
  /// IEEE 754 double precision.
  case float64 = "F64"
  /// A signed 32-bit integer.
  case int32 = "I32"
  /// A signed 64-bit integer.
  case int64 = "I64"
  /// An unsigned 32-bit integer.
  case uint32 = "U32"
  /// An unsigned 64-bit integer.
  case uint64 = "U64"
  /// A byte.
  case uint8 = "U8"
  /// A signed byte.
  case int8 = "I8"

  /// The number of bytes of one element.
  public var byteCount: Int {
    switch self {
    case .float64, .int64, .uint64: 8
    case .float32, .int32, .uint32: 4
    case .uint8, .int8: 1
    }
  }
}

/// A Swift type that stands for the elements of a tensor.
public protocol SafetensorsElement: BitwiseCopyable, Sendable {
  /// The type's name in the file.
  static var dataType: SafetensorsDataType { get }
}

extension Float: SafetensorsElement {
  /// `F32`.
  public static var dataType: SafetensorsDataType { .float32 }
}
extension Double: SafetensorsElement {
  /// `F64`.
  public static var dataType: SafetensorsDataType { .float64 }
}
extension Int32: SafetensorsElement {
  /// `I32`.
  public static var dataType: SafetensorsDataType { .int32 }
}
extension Int64: SafetensorsElement {
  /// `I64`.
  public static var dataType: SafetensorsDataType { .int64 }
}
extension UInt32: SafetensorsElement {
  /// `U32`.
  public static var dataType: SafetensorsDataType { .uint32 }
}
extension UInt64: SafetensorsElement {
  /// `U64`.
  public static var dataType: SafetensorsDataType { .uint64 }
}
extension UInt8: SafetensorsElement {
  /// `U8`.
  public static var dataType: SafetensorsDataType { .uint8 }
}
extension Int8: SafetensorsElement {
  /// `I8`.
  public static var dataType: SafetensorsDataType { .int8 }
}

#if _endian(big)
  #error("Tensors are little-endian and read in place; a big-endian machine needs a swapping reader.")
#endif

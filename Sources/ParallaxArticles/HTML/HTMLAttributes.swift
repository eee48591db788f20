import Foundation

/// A C string as the sequence of its bytes.
struct CString: Sequence, IteratorProtocol {
  private var place: UnsafePointer<UInt8>

  init(_ start: UnsafePointer<UInt8>) { place = start }

  mutating func next() -> UInt8? {
    let byte = place.pointee
    guard byte != 0 else { return nil }
    place += 1
    return byte
  }
}

/// The attributes of an element while the parser holds them: names and values as C strings, in turn.
struct HTMLAttributes {
  private let start: UnsafePointer<UnsafePointer<CChar>?>?

  init(_ start: UnsafePointer<UnsafePointer<CChar>?>?) { self.start = start }

  /// Hands over each name's hash and value.
  private func forEach(_ body: (UInt64, UnsafePointer<UInt8>) -> Void) {
    guard var place = start else { return }
    while let name = place.pointee {
      if let value = (place + 1).pointee {
        body(NameHash.of(CString(Self.bytes(name))), Self.bytes(value))
      }
      place += 2
    }
  }

  private static func bytes(_ text: UnsafePointer<CChar>) -> UnsafePointer<UInt8> {
    UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self)
  }

  /// The value of an attribute.
  subscript(name: String) -> String? {
    let wanted = NameHash.of(name)
    var result: String?
    forEach { hash, value in if hash == wanted, result == nil { result = String(cString: value) } }
    return result
  }

  private static let className = NameHash.of("class")
  private static let identifier = NameHash.of("id")
  private static let itemProperty = NameHash.of("itemprop")
  private static let role = NameHash.of("role")
  private static let style = NameHash.of("style")
  private static let hidden = NameHash.of("hidden")
  private static let ariaHidden = NameHash.of("aria-hidden")
  private static let trueValue = NameHash.of("true")

  /// What the words of class, id and role say.
  var hints: HTMLHints {
    var hints: HTMLHints = []
    forEach { name, value in
      if name == Self.className || name == Self.identifier {
        hints.formUnion(HTMLHints(names: CString(value)))
      }
      if name == Self.role { hints.formUnion(HTMLHints(role: NameHash.of(CString(value)))) }
    }
    return hints
  }

  /// Whether the element says that it is not shown.
  var isHidden: Bool {
    var isHidden = false
    forEach { name, value in
      if name == Self.hidden { isHidden = true }
      if name == Self.ariaHidden { isHidden = isHidden || NameHash.of(CString(value)) == Self.trueValue }
      if name == Self.style {
        let text = String(cString: value).lowercased().filter { $0 != " " }
        isHidden = isHidden || text.contains("display:none") || text.contains("visibility:hidden")
      }
    }
    return isHidden
  }

  /// Whether the element is declared the body of an article.
  var isDeclaredBody: Bool {
    var isBody = false
    forEach { name, value in
      if name == Self.itemProperty, NameHash.of(CString(value)) == HTMLHints.articleBody { isBody = true }
    }
    return isBody
  }

  /// Adds class and id to a hash, digits aside: numbered names are one name.
  func hashNames(into hash: inout NameHash) {
    forEach { name, value in
      guard name == Self.className || name == Self.identifier else { return }
      hash.add(name == Self.className ? 0x2E : 0x23)
      for byte in CString(value) where !byte.isASCIIDigit { hash.add(byte) }
    }
  }
}

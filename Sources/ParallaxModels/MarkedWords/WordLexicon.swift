import Foundation

/// Words in categories, each with a grade: what a model of marked words is told of words beside their vectors.
///
/// The file has one word and its grade a line under headings that open a category:
///
/// ```
/// # name: connotation-en
/// # version: 1
/// # -- judgement_negative
/// appalling 3
/// dubious 2
/// ```
///
/// A word may stand in several categories; other lines that start with `#` are comments.
public struct WordLexicon: Sendable, Hashable {
  /// A category that a word stands in.
  public struct Entry: Sendable, Hashable {
    /// The place of the category in ``WordLexicon/categories``.
    public let category: Int
    /// From 1, weak, to 3, strong.
    public let grade: Int
  }

  /// The name, as the file tells it.
  public let name: String
  /// The categories in the order of the file.
  public let categories: [String]
  /// 16 hexadecimal digits that another file hardly has: the XXHash64 of its bytes.
  public let hash: String
  private let entries: [String: [Entry]]

  /// The highest grade.
  public static let highestGrade = 3

  /// Reads a lexicon.
  ///
  /// - Throws: ``ModelError`` of code `malformed`, naming the line at fault.
  public init(_ text: String) throws(ModelError) {
    var (name, categories) = ("", [String]())
    var entries: [String: [Entry]] = [:]
    for (index, line) in text.split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline
    ).enumerated() {
      func fail(_ message: String) -> ModelError {
        ModelError(.malformed, "line \(index + 1) of the lexicon: \(message)")
      }
      let line = line.trimmingCharacters(in: .whitespaces)
      if line.isEmpty { continue }
      if line.hasPrefix(Self.heading) {
        let category = String(line.dropFirst(Self.heading.count))
        guard !category.isEmpty, !categories.contains(category) else {
          throw fail("the category \"\(category)\" has no name, or was there before")
        }
        categories.append(category)
      } else if line.hasPrefix(Self.nameKey) {
        name = String(line.dropFirst(Self.nameKey.count))
      } else if !line.hasPrefix("#") {
        let parts = line.split(separator: " ")
        guard parts.count == 2, let grade = Int(parts[1]), (1...Self.highestGrade).contains(grade) else {
          throw fail("found \"\(line)\"; expected a word and a grade from 1 to \(Self.highestGrade)")
        }
        guard !categories.isEmpty else {
          throw fail("\"\(parts[0])\" is in no category; give one above it, as \"\(Self.heading)fear\"")
        }
        let category = categories.count - 1
        let word = parts[0].lowercased()
        guard entries[word]?.last?.category != category else {
          throw fail("\"\(word)\" is in the category \"\(categories[category])\" twice")
        }
        entries[word, default: []].append(Entry(category: category, grade: grade))
      }
    }
    guard !name.isEmpty, !entries.isEmpty else {
      throw ModelError(
        .malformed, "the lexicon has no name or no word; expected \"\(Self.nameKey)NAME\" and words")
    }
    self.name = name
    self.categories = categories
    self.entries = entries
    hash = XXHash64.digits(Array(text.utf8))
  }

  /// Reads the file of a lexicon.
  ///
  /// - Throws: ``ModelError`` of code `missing` or `io`; `malformed` as of ``init(_:)``.
  public init(contentsOf path: String) throws(ModelError) {
    let bytes = try ReadOnlyBytes(mapping: path)
    do throws(ModelError) { try self.init(String(decoding: bytes.bytes, as: UTF8.self)) } catch {
      throw error.located(at: path)
    }
  }

  private static let heading = "# -- "
  private static let nameKey = "# name: "

  /// The words in the order of their bytes.
  public var words: [String] { entries.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }

  /// The number of distinct words.
  public var count: Int { entries.count }

  /// The categories of a word in lower case, in the order of the categories; empty where it has none.
  public func entries(of word: String) -> [Entry] { entries[word] ?? [] }
}

extension WordLexicon {
  /// A lexicon that a recipe asks for, and that a model was trained with.
  public struct Reference: Codable, Sendable, Hashable {
    /// Its name.
    public var name: String
    /// The hash of its file; a recipe that tells it is trained with no other, and a model always tells it.
    public var hash: String?

    /// Creates a reference.
    public init(_ name: String, hash: String? = nil) {
      self.name = name
      self.hash = hash
    }

    /// Checks that the name can be that of a file.
    func validate() throws(ModelError) {
      let isPlain = name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
      guard isPlain, (1...64).contains(name.utf8.count) else {
        throw ModelError(
          .invalid, "lexicon is \"\(name)\"; expected a name of 1 to 64 small letters, digits and -")
      }
    }

    /// The lexicon that was given, where it is the one that is asked for.
    ///
    /// - Throws: ``ModelError`` of code `invalid` where none or another was given.
    func checked(_ lexicon: WordLexicon?) throws(ModelError) -> WordLexicon {
      guard let lexicon else {
        throw ModelError(.invalid, "the features read the lexicon \"\(name)\", and none was given")
      }
      guard lexicon.name == name else {
        throw ModelError(
          .invalid, "the features read the lexicon \"\(name)\"; given was \"\(lexicon.name)\"")
      }
      guard hash == nil || hash == lexicon.hash else {
        throw ModelError(
          .invalid,
          "the lexicon \"\(name)\" has changed: its hash is \(lexicon.hash), and the recipe asks for "
            + "\(hash ?? ""); write the new hash into the recipe and measure anew, or leave it out")
      }
      return lexicon
    }
  }
}

import Foundation

/// Finds the names of a gazetteer's actors in a text: at each place the longest one that stands between
/// word boundaries, from left to right, without overlap.
///
/// - A word boundary is where no letter, mark, number or underscore follows or precedes. Hyphens and
///   apostrophes are boundaries: "rebel" is found in "rebel-held" and in "rebel’s", "us" never in "Russia".
/// - A form with an upper-case letter matches as written, or all in capitals where it has more than three
///   letters. A form without matches in any case, but not as capitals where it has up to three letters:
///   "US" and "us" never match each other.
/// - White space inside a form matches any run of white space without a paragraph break (a blank line, or
///   U+2029). Straight and curly apostrophes are the same, and so are hyphens and non-breaking hyphens;
///   composed and decomposed letters as well.
/// - Where two forms fit the same place, the one written exactly so wins, then one without upper case, then
///   the earlier in the gazetteer.
///
/// In a headline set in capitals a short name reads like a word ("IS", "US"), and scripts written without
/// spaces have no word boundaries to go by: both are beyond this matcher.
///
/// - Complexity: O(bytes of the text × bytes of the longest form) at worst, one pass over the text in
///   practice, as walks end within a few bytes.
public struct NameMatcher: Sendable {
  private struct Form: Sendable {
    let pattern: NamePattern
    let actor: Int
    let kind: Mention.Kind
  }

  private let forms: [Form]
  private let trie: NameTrie

  /// Creates a matcher of all the forms of a gazetteer.
  public init(_ gazetteer: Gazetteer) {
    var forms: [Form] = []
    func add(_ form: String, _ actor: Int, _ kind: Mention.Kind) {
      var seen: [[UInt8]] = []
      let spellings = [
        form, form.precomposedStringWithCanonicalMapping, form.decomposedStringWithCanonicalMapping,
      ]
      for spelling in spellings {
        let pattern = NamePattern(spelling)
        if seen.contains(pattern.bytes) { continue }
        seen.append(pattern.bytes)
        forms.append(Form(pattern: pattern, actor: actor, kind: kind))
      }
    }
    for (number, actor) in gazetteer.actors.enumerated() {
      for (form, alias) in actor.aliases.enumerated() { add(alias, number, .alias(form: form)) }
      for (term, designation) in actor.designations.enumerated() {
        for (form, text) in designation.forms.enumerated() {
          add(text, number, .designation(term: term, form: form))
        }
        for (form, text) in designation.related.enumerated() {
          add(text, number, .related(term: term, form: form))
        }
      }
    }
    self.forms = forms
    trie = NameTrie(forms.map(\.pattern.bytes))
  }

  /// The mentions in a text, in order, never overlapping.
  public func mentions(in text: String) -> [Mention] {
    var text = text
    return text.withUTF8 { bytes in
      WordScalars.shared.bitmap.withUnsafeBufferPointer { bitmap in
        trie.cells.withUnsafeBufferPointer { cells in
          scan(NameScanner(bytes: bytes, words: bitmap), NameWalk(cells: cells))
        }
      }
    }
  }

  private func scan(_ scanner: NameScanner, _ walk: NameWalk) -> [Mention] {
    let bytes = scanner.bytes
    var result: [Mention] = []
    var position = 0
    var isInsideWord = false
    trie.roots.withUnsafeBufferPointer { roots in
      while position < bytes.count {
        let (isWord, length) = scanner.classify(at: position)
        if isWord, !isInsideWord, roots[Int(bytes[position])] != 0,
          let mention = longestMention(at: position, firstNode: roots[Int(bytes[position])], scanner, walk)
        {
          if !VerbForms.isVerb(mention, in: bytes) { result.append(mention) }
          // A form may end in a mark ("U.S."), so the next byte is looked at afresh.
          position = mention.range.upperBound
          isInsideWord = false
          continue
        }
        isInsideWord = isWord
        position += length
      }
    }
    return result
  }

  /// The longest form that begins at a word's first byte, which leads from the root to `firstNode`.
  private func longestMention(
    at start: Int, firstNode: Int, _ scanner: NameScanner, _ walk: NameWalk
  ) -> Mention? {
    // The table is by byte: of a longer scalar it only says that the walk is worth beginning.
    let isASCII = scanner.bytes[start] < 128
    var node = isASCII ? firstNode : 0
    var position = start
    var best: Mention?
    var next = isASCII ? start + 1 : walk.advance(&node, at: start, scanner)
    while let end = next {
      position = end
      let names = walk.names(at: node)
      if !names.isEmpty, scanner.isBoundary(at: position),
        let form = bestForm(among: names, for: start..<position, scanner)
      {
        best = Mention(actor: forms[form].actor, kind: forms[form].kind, range: start..<position)
      }
      next = walk.advance(&node, at: position, scanner)
    }
    return best
  }

  private func bestForm(
    among names: Slice<UnsafeBufferPointer<UInt64>>, for range: Range<Int>, _ scanner: NameScanner
  ) -> Int? {
    let text = UnsafeBufferPointer(rebasing: scanner.bytes[range])
    var best: (rank: Int, form: Int)?
    for name in names {
      let form = Int(name)
      guard let rank = forms[form].pattern.rank(of: text) else { continue }
      if let current = best, current.rank <= rank { continue }
      best = (rank, form)
    }
    return best?.form
  }
}

/// A folded text as bytes, and where in the text it came from each of them stands.
///
/// Stretches whose parts folded alike, or stayed as long as they were, are one piece of the record of places.
package struct FoldedText {
  /// Bytes from `folded` on that come from `source` on, so many of the one for so many of the other.
  fileprivate struct Piece {
    var folded: Int
    var source: Int
    /// The bytes of one part of the piece in the folded text, none where it left nothing, and in the source.
    var foldedWidth: UInt8 = 0
    var sourceWidth: UInt8 = 0
  }

  /// The UTF-8 of the folded text.
  package private(set) var bytes: [UInt8] = []
  fileprivate private(set) var pieces: [Piece] = []

  /// Creates an empty text.
  package init() {}

  /// Takes the folding of a text in place of what was there.
  package mutating func fold(_ text: UnsafeBufferPointer<UInt8>, by folder: TextFolder) {
    bytes.removeAll(keepingCapacity: true)
    pieces.removeAll(keepingCapacity: true)
    bytes.reserveCapacity(text.count)
    var (current, start) = (0..<0, 0)
    folder.forEachScalar(in: text) { scalar, source in
      if source != current {
        close(current, from: start)
        // What left nothing is a piece without bytes.
        if source.lowerBound > current.upperBound {
          pieces.append(Piece(folded: bytes.count, source: current.upperBound))
        }
        (current, start) = (source, bytes.count)
      }
      if scalar.value < 0x80 {
        bytes.append(UInt8(truncatingIfNeeded: scalar.value))
      } else {
        bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
    close(current, from: start)
    if current.upperBound < text.count {
      pieces.append(Piece(folded: bytes.count, source: current.upperBound))
    }
    pieces.append(Piece(folded: bytes.count, source: text.count))
  }

  /// Records the bytes that one scalar became.
  private mutating func close(_ source: Range<Int>, from start: Int) {
    guard !source.isEmpty else { return }
    let count = bytes.count - start
    // One scalar for one of its length is read byte by byte, whatever the length, so that a piece goes on over
    // different ones: no range ends inside it. No scalar folds to more than 33 bytes.
    let isKept = count == source.count && bytes[(start + 1)...].allSatisfy { $0 & 0xC0 == 0x80 }
    let (folded, width) = isKept ? (1, 1) : (UInt8(truncatingIfNeeded: count), UInt8(source.count))
    if let last = pieces.last, last.foldedWidth == folded, last.sourceWidth == width { return }
    pieces.append(
      Piece(folded: start, source: source.lowerBound, foldedWidth: folded, sourceWidth: width))
  }

  /// The places of folded words in the text, asked for from first to last.
  package var offsets: Offsets { Offsets(pieces: pieces) }

  /// Turns offsets into the folded text to offsets into the text itself.
  package struct Offsets {
    fileprivate let pieces: [Piece]
    private var piece = 0

    fileprivate init(pieces: [Piece]) { self.pieces = pieces }

    /// Where the stretch of the text that folded to a range of bytes begins and ends.
    ///
    /// A range that begins or ends inside what one scalar became takes all of that scalar, and marks that
    /// were dropped after its end belong to it.
    ///
    /// - Precondition: the range is not empty, and begins no earlier than the one asked for before.
    package mutating func source(of range: Range<Int>) -> Range<Int> {
      while pieces[piece + 1].folded <= range.lowerBound { piece += 1 }
      let first = pieces[piece]
      let parts = (range.lowerBound - first.folded) / Int(first.foldedWidth)
      let start = first.source + parts * Int(first.sourceWidth)
      var last = piece
      while pieces[last + 1].folded < range.upperBound { last += 1 }
      if pieces[last + 1].folded > range.upperBound {
        let (width, taken) = (Int(pieces[last].foldedWidth), range.upperBound - pieces[last].folded)
        return start..<(pieces[last].source + (taken + width - 1) / width * Int(pieces[last].sourceWidth))
      }
      last += 1
      while last + 1 < pieces.count, pieces[last + 1].folded == range.upperBound { last += 1 }
      return start..<pieces[last].source
    }
  }
}

/// Names of an icon font's pictures, run together: "icon bookmarkicon cameraicon closeicon …".
enum IconRule {
  private static let icon = Array("icon".utf8)
  static let minimumIcons = 3

  static func apply(to draft: inout Draft) {
    for index in draft.activeLines where draft.lines[index].ending == .open {
      if isRun(draft.bytes, draft.lines[index]) { draft.remove(index, .icons) }
    }
  }

  /// The word "icon" glued to the end of the one before it, over and over, and hardly anything else.
  private static func isRun(_ bytes: [UInt8], _ line: Line) -> Bool {
    guard line.wordCount > minimumIcons || line.content.count < 200 else { return false }
    var glued = 0
    var offset = line.content.lowerBound + 1
    let end = line.content.upperBound
    while offset + icon.count <= end {
      let next = offset + icon.count
      if bytes[offset] == icon[0], bytes[offset - 1].isWordByte, next == end || !bytes[next].isWordByte,
        bytes[offset..<next].elementsEqual(icon)
      {
        glued += 1
      }
      offset += 1
    }
    return glued >= minimumIcons && glued * 4 >= line.wordCount
  }
}

import Foundation

/// What the classifier of a page's blocks is told about each: the text itself, the elements around it, where
/// it stands, and its neighbours.
///
/// One row a block, ``names`` in order. Shares of prose are by UTF-8 bytes. Everything is read off the page
/// itself, nothing depends on other pages.
struct BlockFeatures {
  /// The features, row by row.
  private(set) var values: [Float] = []
  let rowCount: Int

  static let names: [String] = {
    var names = [
      "bytes_log", "words_log", "link_density", "stop_density", "ends_sentence", "marks", "capital_density",
      "digit_density",
    ]
    names += ["cue_invitation", "cue_rights", "cue_credit", "cue_pointer", "cue_byline"]
    names += ["is_p", "is_h1", "heading_level", "is_item", "is_quote", "is_cell", "is_div", "is_caption"]
    names += (0..<HTMLHints.count).map { "hint_\($0)" }
    names += ["is_hidden", "is_declared_body"]
    names += ["in_best", "in_deepest", "up_to_best", "down_from_best"]
    names += ["prose_here", "prose_parent", "prose_grandparent", "score_here", "score_parent"]
    names += ["links_parent", "links_grandparent", "prose_alike", "prose_alike_others"]
    names += [
      "position", "position_in_best", "is_before_best", "is_after_best", "prose_before", "after_h1", "copies",
      "depth",
    ]
    for place in [-2, -1, 1, 2] {
      names += [
        "bytes_log", "link_density", "stop_density", "ends_sentence", "in_best", "prose_alike", "is_prose",
      ].map {
        "\($0)_at_\(place)"
      }
    }
    names += ["same_element_before", "same_element_after", "blocks_since_prose", "blocks_to_prose"]
    names += [
      "is_core_narrow", "is_core_wide", "is_set_aside", "is_within_narrow", "is_within_wide",
      "after_first_core",
      "after_last_core", "copies_all", "is_core_at_-1", "is_core_at_1",
    ]
    return names
  }()

  /// The features of a page's blocks.
  ///
  /// - Complexity: O(*n*) in the bytes of the text and the elements.
  init(_ page: PageMeasures) {
    rowCount = page.tree.blocks.count
    values.reserveCapacity(rowCount * Self.names.count)
    for index in page.tree.blocks.indices { append(index, page) }
    precondition(values.count == rowCount * Self.names.count, "a row has a value for each name")
  }

  private mutating func append(_ index: Int, _ page: PageMeasures) {
    let block = page.tree.blocks[index]
    let element = page.tree.elements[Int(block.element)]
    appendText(index, page)
    appendTag(element.tag)
    let row = Int(block.element) * HTMLHints.count
    for hint in 0..<HTMLHints.count { values.append(Float(page.hintDistances[row + hint])) }
    values.append(element.isHidden ? 1 : 0)
    values.append(element.isDeclaredBody ? 1 : 0)
    appendContainer(Int(block.element), element, page)
    appendPlace(index, page)
    for place in [-2, -1, 1, 2] { appendNeighbour(index + place, page) }
    let blocks = page.tree.blocks
    values.append(index > 0 && blocks[index - 1].element == block.element ? 1 : 0)
    values.append(index + 1 < blocks.count && blocks[index + 1].element == block.element ? 1 : 0)
    values.append(page.sinceProse[index])
    values.append(page.toProse[index])
    appendRegion(index, page)
  }

  private mutating func appendRegion(_ index: Int, _ page: PageMeasures) {
    let element = Int(page.tree.blocks[index].element)
    values.append(page.narrow.isCore[index] ? 1 : 0)
    values.append(page.wide.isCore[index] ? 1 : 0)
    values.append(page.isSetAside[element] ? 1 : 0)
    values.append(page.narrow.isWithin[element] ? 1 : 0)
    values.append(page.wide.isWithin[element] ? 1 : 0)
    values.append(Float(max(-20, min(20, index - page.narrow.first))))
    values.append(Float(max(-20, min(20, index - page.narrow.last))))
    values.append(Float(min(5, page.allCopies[index] + 1)))
    let isCore = page.narrow.isCore
    values.append(index > 0 && isCore[index - 1] ? 1 : 0)
    values.append(index + 1 < isCore.count && isCore[index + 1] ? 1 : 0)
  }

  private mutating func appendText(_ index: Int, _ page: PageMeasures) {
    let text = page.statistics[index]
    values.append(log1p(Float(text.bytes)))
    values.append(log1p(Float(text.words)))
    values.append(page.linkDensity[index])
    values.append(text.stopDensity)
    values.append(text.endsSentence ? 1 : 0)
    values.append(Float(min(text.marks, 8)))
    values.append(text.capitalDensity)
    values.append(text.digitDensity)
    for group in 0..<CueWords.count { values.append(text.cueDensity(group)) }
  }

  private mutating func appendTag(_ tag: HTMLTag) {
    values.append(tag == .p ? 1 : 0)
    values.append(tag == .h1 ? 1 : 0)
    values.append(tag.isHeading ? Float(tag.rawValue - HTMLTag.h1.rawValue + 1) : 0)
    values.append(tag == .li || tag == .dd || tag == .dt ? 1 : 0)
    values.append(tag == .blockquote ? 1 : 0)
    values.append(tag == .td || tag == .th ? 1 : 0)
    values.append(tag == .div ? 1 : 0)
    values.append(tag == .figcaption || tag == .caption ? 1 : 0)
  }

  private mutating func appendContainer(_ index: Int, _ element: HTMLTree.Element, _ page: PageMeasures) {
    let parent = Int(element.parent)
    let grandparent = parent >= 0 ? Int(page.tree.elements[parent].parent) : -1
    values.append(page.isInBest[index] ? 1 : 0)
    values.append(page.isInDeepest[index] ? 1 : 0)
    values.append(Float(min(page.upToBest[index], 10)))
    values.append(Float(min(page.downFromBest[index], 8)))
    values.append(page.prose[index] / page.totalProse)
    values.append(parent >= 0 ? page.prose[parent] / page.totalProse : 1)
    values.append(grandparent >= 0 ? page.prose[grandparent] / page.totalProse : 1)
    values.append(page.score[index] / page.bestScore)
    values.append(parent >= 0 ? page.score[parent] / page.bestScore : 0)
    values.append(parent >= 0 ? page.linkShare(of: parent) : 0)
    values.append(grandparent >= 0 ? page.linkShare(of: grandparent) : 0)
  }

  private mutating func appendPlace(_ index: Int, _ page: PageMeasures) {
    let count = page.tree.blocks.count
    values.append(page.alike[index] / page.mostAlike)
    values.append((page.alike[index] - page.blockProse[index]) / page.mostAlike)
    values.append(Float(index) / Float(count))
    let span = max(1, page.lastProse - page.firstProse)
    values.append(max(-3, min(4, Float(index - page.firstProse) / Float(span))))
    values.append(index < page.firstProse ? 1 : 0)
    values.append(index > page.lastProse ? 1 : 0)
    values.append(page.proseBefore[index])
    values.append(Float(max(-20, min(20, index - page.firstHeading))))
    values.append(Float(min(page.copies[index], 3)))
    values.append(Float(min(30, page.tree.elements[Int(page.tree.blocks[index].element)].depth)))
  }

  private mutating func appendNeighbour(_ index: Int, _ page: PageMeasures) {
    guard page.tree.blocks.indices.contains(index) else {
      values.append(contentsOf: repeatElement(0, count: 7))
      return
    }
    let text = page.statistics[index]
    values.append(log1p(Float(text.bytes)))
    values.append(page.linkDensity[index])
    values.append(text.stopDensity)
    values.append(text.endsSentence ? 1 : 0)
    values.append(page.isInBest[Int(page.tree.blocks[index].element)] ? 1 : 0)
    values.append(page.alike[index] / page.mostAlike)
    values.append(page.blockProse[index] > 0 ? 1 : 0)
  }
}

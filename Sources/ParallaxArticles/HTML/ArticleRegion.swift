/// Where the article stands on a page, by rules alone.
///
/// Elements named as comments, menus, related articles and the like are set aside with all that is in them,
/// unless most of the page's prose is there. From the root the way leads into the child that holds a given
/// share of what prose is left, as long as there is one, and stops where siblings of the same tag and class
/// share it: an article cut into several parts. The region is what lies within, from its first block of prose
/// to its last.
struct ArticleRegion {
  /// Whether each block is in the region.
  private(set) var isCore: [Bool] = []
  /// Whether each element is within the container that the way leads to.
  private(set) var isWithin: [Bool] = []
  private(set) var first = 0
  private(set) var last = 0

  /// Whether each element is set aside.
  static func setAside(_ tree: HTMLTree, weights: [Float]) -> [Bool] {
    let within = sums(tree, weights) { _ in true }
    let total = max(1, within.first ?? 1)
    var result: [Bool] = []
    result.reserveCapacity(tree.elements.count)
    for (index, element) in tree.elements.enumerated() {
      var isAside = element.parent >= 0 && result[Int(element.parent)]
      let hints = element.hints
      let isHidden = element.isHidden && (element.parent < 0 || !tree.elements[Int(element.parent)].isHidden)
      let isLikely = hints.contains(.likely)
      if hints.contains(.excluded), !isLikely || hints.contains(.comment) {
        isAside = isAside || within[index] < 0.9 * total
      } else if hints.contains(.unlikely) && !isLikely || isHidden {
        isAside = isAside || within[index] < 0.5 * total
      }
      result.append(isAside)
    }
    return result
  }

  /// - Parameters:
  ///   - weights: the prose of each block.
  ///   - share: the part of the prose that a child must hold for the way to lead into it.
  init(
    _ tree: HTMLTree, weights: [Float], linkDensity: [Float], setAside: [Bool], share: Float
  ) {
    isCore = [Bool](repeating: false, count: tree.blocks.count)
    isWithin = [Bool](repeating: false, count: tree.elements.count)
    guard !tree.elements.isEmpty else { return }
    let prose = Self.sums(tree, weights) { !setAside[$0] }
    let container = Self.container(tree, prose, share: share)
    for (index, element) in tree.elements.enumerated() {
      isWithin[index] = index == container || element.parent >= 0 && isWithin[Int(element.parent)]
    }
    let isInside = tree.blocks.map { isWithin[Int($0.element)] && !setAside[Int($0.element)] }
    let heavy = tree.blocks.indices.filter { isInside[$0] && weights[$0] > 0 }
    guard let first = heavy.first, let last = heavy.last else { return }
    (self.first, self.last) = (first, last)
    for index in first...last where isInside[index] {
      isCore[index] = linkDensity[index] < 0.6 || weights[index] > 0
    }
  }

  private static func container(_ tree: HTMLTree, _ prose: [Float], share: Float) -> Int {
    // The heaviest child of each element, the first among equals.
    var heaviest = [Int32](repeating: -1, count: tree.elements.count)
    for (index, element) in tree.elements.enumerated() where element.parent >= 0 && prose[index] > 0 {
      let parent = Int(element.parent)
      if heaviest[parent] < 0 || prose[index] > prose[Int(heaviest[parent])] {
        heaviest[parent] = Int32(index)
      }
    }
    // Whether a sibling of the same tag and class has a part of its own.
    var isShared = [Bool](repeating: false, count: tree.elements.count)
    for (index, element) in tree.elements.enumerated() where element.parent >= 0 {
      let best = Int(heaviest[Int(element.parent)])
      guard best >= 0, best != index else { continue }
      let other = tree.elements[best]
      if element.ownSignature == other.ownSignature, other.tag != .p, other.tag != .li,
        prose[index] >= 0.05 * prose[best]
      {
        isShared[Int(element.parent)] = true
      }
    }
    var container = 0
    while heaviest[container] >= 0, !isShared[container] {
      let next = Int(heaviest[container])
      let tag = tree.elements[next].tag
      guard prose[next] >= share * prose[container], tag != .p, tag != .li else { break }
      container = next
    }
    return container
  }

  /// The weight of the blocks within each element, those in elements that are passed over aside.
  private static func sums(_ tree: HTMLTree, _ weights: [Float], where isCounted: (Int) -> Bool) -> [Float] {
    var sums = [Float](repeating: 0, count: tree.elements.count)
    for (index, block) in tree.blocks.enumerated() where isCounted(Int(block.element)) {
      sums[Int(block.element)] += weights[index]
    }
    for index in tree.elements.indices.reversed() {
      let parent = tree.elements[index].parent
      if parent >= 0 { sums[Int(parent)] += sums[index] }
    }
    return sums
  }
}

/// Measures of a page's elements and blocks that several features share.
///
/// The prose of a block is its bytes outside links, where it reads like sentences, and a fifth of them where
/// navigation, asides, footers, forms or comments are around it. An element's score is the prose of its
/// children and half that of its grandchildren, the measure by which Readability chooses an article's
/// container; the best is the element of the highest score.
struct PageMeasures {
  let tree: HTMLTree
  private(set) var statistics: [TextStatistics] = []
  private(set) var linkDensity: [Float] = []
  private(set) var blockProse: [Float] = []
  /// How far up each hint stands, element by element: 0 on the element itself, at most 8.
  private(set) var hintDistances: [UInt8] = []
  /// The prose within each element.
  private(set) var prose: [Float]
  private(set) var score: [Float]
  private(set) var totalProse: Float = 1
  private(set) var bestScore: Float = 1
  private(set) var isInBest: [Bool] = []
  private(set) var isInDeepest: [Bool] = []
  /// Steps from the best element up to the closest one that holds this one too, and from there down to it.
  private(set) var upToBest: [Int32] = []
  private(set) var downFromBest: [Int32] = []
  /// The prose of all blocks in elements of the same tag, class and parent.
  private(set) var alike: [Float] = []
  private(set) var mostAlike: Float = 1
  private(set) var firstProse = 0
  private(set) var lastProse = 0
  private(set) var proseBefore: [Float] = []
  /// The block of the first heading of level one; far beyond the end where there is none.
  private(set) var firstHeading = 1 << 20
  /// How many blocks before this one have the same text.
  private(set) var copies: [Int] = []
  /// How many other blocks have the same text.
  private(set) var allCopies: [Int] = []
  /// Whether each element is set aside by its name.
  private(set) var isSetAside: [Bool] = []
  /// The region of the article by a narrow and by a wide choice of its container.
  private(set) var narrow: ArticleRegion
  private(set) var wide: ArticleRegion
  private(set) var sinceProse: [Float] = []
  private(set) var toProse: [Float] = []
  /// The bytes of prose of each block that decide the region; items of lists and cells of tables count less.
  private var weights: [Float] = []
  private var bytes: [Float]
  private var linkBytes: [Float]

  init(_ tree: HTMLTree) {
    self.tree = tree
    prose = [Float](repeating: 0, count: tree.elements.count)
    score = prose
    bytes = prose
    linkBytes = prose
    let none = ArticleRegion(HTMLTree(), weights: [], linkDensity: [], setAside: [], share: 1)
    (narrow, wide) = (none, none)
    measureHints()
    measureBlocks()
    measureElements()
    chooseContainers()
    measurePlaces()
    isSetAside = ArticleRegion.setAside(tree, weights: weights)
    narrow = region(share: 0.6)
    wide = region(share: 0.8)
  }

  private func region(share: Float) -> ArticleRegion {
    ArticleRegion(tree, weights: weights, linkDensity: linkDensity, setAside: isSetAside, share: share)
  }

  /// The share of links in the text of an element.
  func linkShare(of element: Int) -> Float { linkBytes[element] / max(1, bytes[element]) }

  private mutating func measureHints() {
    hintDistances = [UInt8](repeating: 8, count: tree.elements.count * HTMLHints.count)
    for (index, element) in tree.elements.enumerated() {
      let row = index * HTMLHints.count
      if element.parent >= 0 {
        let above = Int(element.parent) * HTMLHints.count
        for hint in 0..<HTMLHints.count {
          hintDistances[row + hint] = min(8, hintDistances[above + hint] + 1)
        }
      }
      var rest = element.hints.rawValue
      while rest != 0 {
        hintDistances[row + rest.trailingZeroBitCount] = 0
        rest &= rest - 1
      }
    }
  }

  private mutating func measureBlocks() {
    let unlikely: HTMLHints = [.navTag, .asideTag, .footerTag, .formTag, .comment]
    var seen: [UInt64: Int] = [:]
    var hashes: [UInt64] = []
    for (index, block) in tree.blocks.enumerated() {
      let text = TextStatistics(tree.text, block.range)
      let density = Float(block.linkBytes) / Float(max(1, block.range.count))
      let isProse = text.words >= 10 && density < 0.35 && text.stopDensity > 0.2
      let around = tree.elements[Int(block.element)].around
      let factor: Float = around.isDisjoint(with: unlikely) ? 1 : 0.2
      statistics.append(text)
      linkDensity.append(density)
      blockProse.append(isProse ? Float(text.bytes) * (1 - density) * factor : 0)
      let factorOfPlace: Float = around.contains(.listTag) ? 0.4 : around.contains(.tableTag) ? 0.5 : 1
      let reads = text.words >= 10 && density < 0.35 && (text.stopDensity > 0.15 || text.endsSentence)
      weights.append(reads ? Float(text.bytes) * (1 - density) * factorOfPlace : 0)
      let hash = NameHash.of(tree.text[block.range.prefix(200)])
      hashes.append(hash)
      copies.append(seen[hash, default: 0])
      seen[hash, default: 0] += 1
      if firstHeading == 1 << 20, tree.elements[Int(block.element)].tag == .h1 { firstHeading = index }
    }
    allCopies = hashes.map { (seen[$0] ?? 1) - 1 }
  }

  private mutating func measureElements() {
    for (index, block) in tree.blocks.enumerated() {
      let element = Int(block.element)
      prose[element] += blockProse[index]
      bytes[element] += Float(block.range.count)
      linkBytes[element] += Float(block.linkBytes)
      // A paragraph speaks for its parent, other text for the element it stands in.
      let holder = tree.elements[element].tag == .p ? Int(tree.elements[element].parent) : element
      guard holder >= 0 else { continue }
      score[holder] += blockProse[index]
      let above = Int(tree.elements[holder].parent)
      if above >= 0 { score[above] += blockProse[index] / 2 }
    }
    for index in tree.elements.indices.reversed() {
      let parent = Int(tree.elements[index].parent)
      guard parent >= 0 else { continue }
      prose[parent] += prose[index]
      bytes[parent] += bytes[index]
      linkBytes[parent] += linkBytes[index]
    }
    totalProse = max(1, prose.first ?? 1)
  }

  private mutating func chooseContainers() {
    var best = 0
    var deepest = 0
    for index in tree.elements.indices {
      if score[index] > score[best] { best = index }
      if prose[index] >= 0.6 * totalProse, tree.elements[index].depth >= tree.elements[deepest].depth {
        deepest = index
      }
    }
    guard !tree.elements.isEmpty else { return }
    bestScore = max(1, score[best])
    var steps = [Int32](repeating: -1, count: tree.elements.count)
    var above = best
    var distance: Int32 = 0
    while above >= 0 {
      steps[above] = distance
      distance += 1
      above = Int(tree.elements[above].parent)
    }
    for (index, element) in tree.elements.enumerated() {
      let parent = Int(element.parent)
      isInBest.append(index == best || parent >= 0 && isInBest[parent])
      isInDeepest.append(index == deepest || parent >= 0 && isInDeepest[parent])
      upToBest.append(steps[index] >= 0 ? steps[index] : parent >= 0 ? upToBest[parent] : 0)
      downFromBest.append(steps[index] >= 0 ? 0 : parent >= 0 ? downFromBest[parent] + 1 : 0)
    }
  }

  private mutating func measurePlaces() {
    var bySignature: [UInt64: Float] = [:]
    for (index, block) in tree.blocks.enumerated() {
      bySignature[tree.elements[Int(block.element)].signature, default: 0] += blockProse[index]
    }
    alike = tree.blocks.map { bySignature[tree.elements[Int($0.element)].signature] ?? 0 }
    mostAlike = max(1, alike.max() ?? 1)
    let isMain = tree.blocks.indices.map { blockProse[$0] > 0 && isInBest[Int(tree.blocks[$0].element)] }
    firstProse = isMain.firstIndex(of: true) ?? 0
    lastProse = isMain.lastIndex(of: true) ?? tree.blocks.count
    let sum = max(1, blockProse.reduce(0, +))
    var running: Float = 0
    var since: Float = 20
    for index in tree.blocks.indices {
      running += blockProse[index]
      proseBefore.append(running / sum)
      sinceProse.append(since)
      since = isMain[index] ? 0 : min(20, since + 1)
    }
    toProse = [Float](repeating: 20, count: tree.blocks.count)
    var to: Float = 20
    for index in tree.blocks.indices.reversed() {
      toProse[index] = to
      to = isMain[index] ? 0 : min(20, to + 1)
    }
  }
}

/// Groups of rows being placed into folds.
struct FoldPlacement {
  var held: [[Int]]
  /// The class of each row, renumbered from 0.
  private let labels: [Int]
  /// The total of each class.
  private var totals: [Double]
  /// The count of each class in each fold.
  private var counts: [[Double]]

  init(foldCount: Int, labels: [Int]?, rowCount: Int) {
    let given = labels ?? [Int](repeating: 0, count: rowCount)
    let names = Set(given).sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    self.labels = given.map { places[$0] ?? 0 }
    totals = [Double](repeating: 0, count: names.count)
    for label in self.labels { totals[label] += 1 }
    held = [[Int]](repeating: [], count: foldCount)
    counts = [[Double]](repeating: [Double](repeating: 0, count: names.count), count: foldCount)
  }

  /// Places a group where the classes' shares of the folds stay most alike; the lowest fold of a tie.
  mutating func place(_ rows: [Int], remaining: Int) {
    var own = [Double](repeating: 0, count: totals.count)
    for row in rows { own[labels[row]] += 1 }
    let empty = held.indices.filter { held[$0].isEmpty }
    let candidates = remaining <= empty.count ? empty : Array(held.indices)
    var best = candidates[0]
    var least = Double.infinity
    for fold in candidates {
      // The sum of squared shares grows by this; the least growth is the evenest placement.
      var growth = 0.0
      for k in own.indices {
        growth += (2 * counts[fold][k] + own[k]) * own[k] / (totals[k] * totals[k])
      }
      if growth < least {
        best = fold
        least = growth
      }
    }
    held[best] += rows
    for k in own.indices { counts[best][k] += own[k] }
  }
}

import Foundation

/// A classifier that adds up the answers of small decision trees and gives a probability.
///
/// p = 1 / (1 + exp(-(bias + sum of the leaves reached))); at a node the way leads left where the feature is at
/// most the threshold.
struct BoostedTrees: Sendable {
  private struct Node: Sendable {
    /// The feature asked; -1 in a leaf.
    let feature: Int32
    /// The threshold, or a leaf's value.
    let value: Float
    let left: Int32
    let right: Int32
  }

  private let bias: Float
  private let nodes: [Node]
  private let roots: [Int32]
  private let featureCount: Int

  /// The file's layout: names of the features, a bias, and for each tree its nodes as parallel lists.
  private struct File: Decodable {
    struct Tree: Decodable {
      let feature: [Int32]
      let value: [Float]
      let left: [Int32]
      let right: [Int32]
    }
    let format: String
    let version: Int
    let features: [String]
    let bias: Float
    let trees: [Tree]
  }

  /// Reads and checks a model.
  ///
  /// - Throws: ``ArticleError`` of code `malformed` where it is no model, is made for other features, or holds
  ///   a node that leads out of its tree or back.
  init(json: Data, features: [String]) throws(ArticleError) {
    let file: File
    do {
      file = try JSONDecoder().decode(File.self, from: json)
    } catch {
      throw ArticleError(.malformed, "not a model of boosted trees: \(error)")
    }
    guard file.format == "parallax-boosted-trees", file.version == 1 else {
      throw ArticleError(
        .malformed,
        "found a model of format \(file.format), version \(file.version); expected "
          + "parallax-boosted-trees, version 1")
    }
    guard file.features == features else {
      throw ArticleError(.malformed, "the model was trained for other features; train it anew")
    }
    var nodes: [Node] = []
    var roots: [Int32] = []
    for tree in file.trees {
      let base = Int32(nodes.count)
      let count = tree.feature.count
      guard count > 0, tree.value.count == count, tree.left.count == count, tree.right.count == count else {
        throw ArticleError(.malformed, "tree \(roots.count) has lists of different lengths")
      }
      roots.append(base)
      for index in 0..<count {
        let feature = tree.feature[index]
        let isLeaf = feature < 0
        // Children come after their parent, so every way ends.
        let below = Int32(index + 1)..<Int32(count)
        guard tree.value[index].isFinite, Int(feature) < features.count,
          isLeaf || below.contains(tree.left[index]) && below.contains(tree.right[index])
        else { throw ArticleError(.malformed, "tree \(roots.count - 1), node \(index) is not valid") }
        nodes.append(
          Node(
            feature: feature, value: tree.value[index], left: isLeaf ? 0 : base + tree.left[index],
            right: isLeaf ? 0 : base + tree.right[index]))
      }
    }
    guard file.bias.isFinite else { throw ArticleError(.malformed, "the bias is not a number") }
    (self.nodes, self.roots, bias, featureCount) = (nodes, roots, file.bias, features.count)
  }

  /// The probability for each row of a matrix of features.
  ///
  /// - Complexity: O(rows × trees × depth).
  func probabilities(_ values: [Float], rowCount: Int) -> [Float] {
    precondition(values.count == rowCount * featureCount, "a row has a value for each feature")
    return values.withUnsafeBufferPointer { values in
      nodes.withUnsafeBufferPointer { nodes in
        (0..<rowCount).map { row in
          let base = row * featureCount
          var sum = bias
          for root in roots {
            var index = Int(root)
            while nodes[index].feature >= 0 {
              let node = nodes[index]
              index = Int(values[base + Int(node.feature)] <= node.value ? node.left : node.right)
            }
            sum += nodes[index].value
          }
          return 1 / (1 + exp(-sum))
        }
      }
    }
  }
}

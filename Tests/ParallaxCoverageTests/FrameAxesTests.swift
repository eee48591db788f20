import Foundation
import ParallaxCoverage
import ParallaxFeatures
import ParallaxText
import Testing

@Suite struct FrameAxesTests {
  private let words = ["attack", "calm", "garden", "peace", "war"]
  private let rows: [[Int8]] = [[90, 40, 10], [-70, 30, 20], [5, 100, 80], [-100, 10, 0], [110, -20, 5]]
  private let counts: [UInt32] = [40, 10, 100, 30, 20]
  private let axis = FrameAxis(
    name: "peace-war", positive: .init(name: "peace", words: ["peace", "calm"]),
    negative: .init(name: "war", words: ["war", "absent"]))

  private func vectors() throws -> TermVectors {
    try TermVectors(
      vocabulary: Vocabulary(terms: words), counts: counts, dimension: 3, codes: rows.flatMap(\.self))
  }

  /// The cosine of each word with the axis, computed from the definition.
  private var cosines: [Double] {
    func unit(_ vector: [Double]) -> [Double] {
      let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return vector.map { $0 / length }
    }
    let units = rows.map { unit($0.map(Double.init)) }
    let direction = unit((0..<3).map { (units[3][$0] + units[1][$0]) / 2 - units[4][$0] })
    return units.map { zip($0, direction).reduce(0) { $0 + $1.0 * $1.1 } }
  }

  @Test func biasAndIntensityFollowTheDefinition() throws {
    let axes = try FrameAxes([axis], vectors: vectors())
    let text = String(repeating: "War and attack, War. Garden unknown peace! ", count: 12)
    let profile = try #require(axes.profiles(of: text)?.first)
    let c = cosines
    let total = counts.reduce(0) { $0 + Double($1) }
    let background = zip(c, counts).reduce(0) { $0 + $1.0 * Double($1.1) } / total
    let uses: [Double] = [1, 0, 1, 1, 2]
    let bias = zip(c, uses).reduce(0) { $0 + $1.0 * $1.1 } / 5
    let intensity = zip(c, uses).reduce(0) { $0 + $1.1 * ($1.0 - background) * ($1.0 - background) } / 5
    #expect(profile.wordCount == 60)
    #expect(abs(profile.bias - bias) < 1e-6)
    #expect(abs(profile.background - background) < 1e-6)
    #expect(abs(profile.intensity - intensity) < 1e-6)
    #expect((profile.z < 0) == (bias < background))
    #expect(abs(profile.terms.reduce(0) { $0 + $1.contribution } - (bias - background)) < 1e-6)
    for term in profile.terms {
      for range in term.ranges { #expect(text.slice(utf8: range).lowercased() == term.word) }
    }
  }

  @Test func aShortTextHasNoProfile() throws {
    let axes = try FrameAxes([axis], vectors: vectors())
    #expect(axes.profiles(of: "War, war and war.") == nil)
    #expect(axes.profiles(of: "") == nil)
    #expect(axes.profiles(of: String(repeating: "peace ", count: FrameAxes.minimumWordCount)) != nil)
  }

  @Test func aPoleWithoutVectorsAndTwinNamesAreErrors() throws {
    let blind = FrameAxis(
      name: "blind", positive: .init(name: "none", words: ["absent"]), negative: axis.negative)
    let space = try vectors()
    #expect(throws: CoverageError.self) { try FrameAxes([blind], vectors: space) }
    #expect(throws: CoverageError.self) { try FrameAxes([axis, axis], vectors: space) }
  }

  @Test(arguments: ["{\"name\": \"mood\"}", "[{\"name\": \"mood\"}]", "no JSON"])
  func axesThatCannotBeReadSayWhyInWords(text: String) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "axes-\(UUID()).json").path
    try Data(text.utf8).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let error = #expect(throws: CoverageError.self) { try FrameAxis.axes(contentsOf: path) }
    #expect(error?.code == .malformed)
    #expect(error?.message.contains("expected an array of axes") == true)
    #expect(error?.message.contains("DecodingError") == false, "\(error?.message ?? "")")
  }
}

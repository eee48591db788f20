import Foundation
import ParallaxFeatures

/// All that decides term vectors apart from their texts, and the words of their card.
public struct TermVectorRecipe: Codable, Sendable, Hashable {
  /// Name, version, data and limits; vectors have no labels.
  public var description: ModelDescription
  /// How they are learnt.
  public var settings: TermVectorTrainer.Configuration

  /// Creates a recipe.
  public init(description: ModelDescription, settings: TermVectorTrainer.Configuration = .init()) {
    self.description = description
    self.settings = settings
  }

  /// Reads a recipe from a file of JSON.
  ///
  /// - Throws: ``ModelError`` of code `missing` or `malformed`, naming the file, or `invalid` for a setting.
  public init(contentsOf path: String) throws(ModelError) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ModelError(.missing, "no such file; expected a recipe of term vectors in JSON", path: path)
    }
    do throws(ModelError) {
      self = try JSONText.decode(Self.self, from: data, what: "recipe")
      try description.validate()
      do throws(FeatureError) { try settings.validate() } catch {
        throw ModelError(.invalid, error.message)
      }
    } catch {
      throw error.located(at: path)
    }
  }
}

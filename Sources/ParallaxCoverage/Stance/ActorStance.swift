import ParallaxText

/// How a text tells of one actor: each sentence that names it, and what those of each voice come to.
///
/// A text's own figure is its narrator's: what it lets others say is theirs.
public struct ActorStance: Sendable, Hashable {
  /// The actor's identifier in the gazetteer.
  public let id: String
  /// The actor's name.
  public let name: String
  /// How often the actor is named, by aliases and designations.
  public let mentionCount: Int
  /// The sentences, in text order.
  public let readings: [StanceReading]
  /// The figures of the voices that name the actor: narrator, quotation, attributed.
  public let figures: [VoiceFigure]

  /// The figure of a voice; nil where it never names the actor.
  public subscript(voice: Voice) -> VoiceFigure? { figures.first { $0.voice == voice } }

  /// The scored sentences of a voice furthest from neutral, the furthest first.
  public func evidence(of voice: Voice, limit: Int = 3) -> [StanceReading] {
    let scored = readings.filter { $0.voice == voice && $0.isScored }
    let order = scored.indices.sorted {
      let (a, b) = (abs(scored[$0].stance), abs(scored[$1].stance))
      return a == b ? $0 < $1 : a > b
    }
    return order.prefix(limit).map { scored[$0] }
  }
}

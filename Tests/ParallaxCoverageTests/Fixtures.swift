import Foundation
import ParallaxArticles
import ParallaxCoverage

/// A gazetteer of an invented conflict.
func islandGazetteer() throws -> Gazetteer {
  try Gazetteer(
    language: "en", description: "An invented island",
    actors: [
      .init(
        id: "island-front", name: "Island Front", kind: .armedGroup, aliases: ["Island Front", "IF"],
        designations: [
          .init(term: "militant", forms: ["militant", "militants"], related: ["militancy"]),
          .init(term: "rebel", forms: ["rebel", "rebels"]),
          .init(term: "freedom fighter", forms: ["freedom fighter", "freedom fighters"]),
        ]),
      .init(
        id: "harbor-state", name: "Harbor State", kind: .state,
        aliases: ["Harbor State", "Harbor", "the Harbor State Navy"],
        designations: [.init(term: "regime", forms: ["regime"])]),
    ])
}

/// Three outlets; counts by hand: militant 2/0/1 with militancy 3/0/1, rebel 0/3/0 (Gull, Mast, Tide).
func islandArticles() -> [Article] {
  [
    Article(
      id: "gull-1", outlet: "Gull", title: "Talks open", date: "2020-05-01",
      original: "Militants came to the talks. “Their militancy ends,” Harbor said.\n\nA militant left."),
    Article(
      id: "mast-1", outlet: "Mast", title: "Rebels talk", date: "2020-05-01",
      original: "The rebels met Harbor State. A rebel-held port stays open to rebels’ boats."),
    Article(
      id: "tide-1", outlet: "Tide", title: "Ein Boot", date: "2020-05-03",
      original: "Zoë saw the Island Front’s 𝛼-boats. The militants waved."),
    Article(
      id: "tide-2", outlet: "Tide", title: "Quiet", date: "2020-05-04",
      original: "Nothing was said in Harbor."),
  ]
}

/// The folder of shared data, where the environment names it.
let sharedFolder = ProcessInfo.processInfo.environment["PARALLAX_SHARED"]

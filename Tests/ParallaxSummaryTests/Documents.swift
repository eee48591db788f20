import ParallaxMath
import ParallaxText

/// A made-up document: `count` sentences over a small vocabulary, some of them twins of earlier ones.
func randomDocument(_ count: Int, seed: UInt64) -> (text: String, sentences: [Range<Int>]) {
  let words = [
    "harbour", "talks", "minister", "Ceasefire", "rebels", "army", "delegation", "grain", "border", "truce",
    "envoy", "council", "Observers", "convoy", "bridge", "winter", "Québec", "ÉTÉ", "river", "market",
    "school", "harvest", "vote", "treaty",
  ]
  let glue = ["the", "of", "and", "in", "was", "a"]
  var random = SeededGenerator(seed: seed)
  var text = ""
  var sentences: [Range<Int>] = []
  var all: [String] = []
  for _ in 0..<count {
    var sentence: String
    if !all.isEmpty, Int.random(in: 0..<8, using: &random) == 0 {
      sentence = all[Int.random(in: 0..<all.count, using: &random)]
    } else {
      let length = Int.random(in: 1...12, using: &random)
      sentence = (0..<length).map { _ in
        let list = Int.random(in: 0..<3, using: &random) == 0 ? glue : words
        return list[Int.random(in: 0..<list.count, using: &random)]
      }.joined(separator: " ")
      sentence += "."
    }
    all.append(sentence)
    let start = text.utf8.count
    text += sentence
    sentences.append(start..<text.utf8.count)
    text += " "
  }
  return (text, sentences)
}

/// The content terms of each sentence, as strings, the slow and plain way.
func naiveTerms(_ sentences: [Range<Int>], _ text: String, isFunction: (String) -> Bool) -> [[String]] {
  sentences.map { range in
    let sentence = text.slice(utf8: range)
    return Tokenizer(analyzer: .words).tokens(in: sentence)
      .map { sentence.slice(utf8: $0.range).lowercased() }
      .filter { !isFunction($0) }
  }
}

/// Whether pairs of sentences of ten stories of BASIL tell the same, read and judged one by one.
///
/// A pair is two places, each the first letter of its outlet and the number of its sentence: "=" stands between
/// sentences that tell the same fact or quote the same words, at least in part; "/" between those that do not. Judged
/// were all pairs of likeness 0.3 and more of every seventh story from the fourth.
enum AlignmentJudgements {
  static let stories: [String: String] = [
    "5":
      "f0=h1 f3=n10 f12=n11 f13=n12 f14=n13 f18=h14 f18=n8 h14=n8 f19=h6 f23=n21 h0=n0 h8/n16 "
      + "h22/n27",
    "12":
      "f3/h17 f5=h7 f5=n21 h7=n21 f8=h5 h1=n1 h28/n14",
    "25":
      "f0/n0 f1=h12 f9=h5 f10=h8 f25/h15 h19=n9 h30/n5",
    "37":
      "f12=n4 f13=n22 h2=n10 h3=n11 h9=n12 h10=n13",
    "46":
      "f0=h0 f0=n0 h0=n0 f2=h7 f2=n7 h7=n7 f3=h3 f3=n10 h3=n10 f4=h4 f4=n12 h4=n12 f6=n11 f7=h5 "
      + "f9=n14",
    "54":
      "f3=n3 f4=n11 f5/n12 f7=h14 f8=h15 f9=h7 f9=n14 h7=n14 h10=n4 h16=n13",
    "61":
      "f0=h0 f6=h1 f7=h2 f7=n3 h2=n3 f8=h16 f9=h17 f29=h10 f30=h11",
    "71":
      "f4/n12 f9=n4 f24=n0 f32/n19 h0/n7",
    "83":
      "f7=h7 f8=h8 f9=h9 f9=n1 h9=n1 f11=h10 f28=n28 f33/h28",
    "93":
      "f2=h0 f2/n0 h0=n0 f4=h4 f4=n27 h4=n27 f18/n1 h5=n22 h8=n9 h10=n25",
  ]

  /// The judgements of a story: whether the pair tells the same, by its two places ("f0 h1").
  static func pairs(of story: String) -> [String: Bool] {
    var result: [String: Bool] = [:]
    for pair in (stories[story] ?? "").split(separator: " ") {
      let isSame = pair.contains("=")
      let places = pair.split(separator: isSame ? "=" : "/")
      result[places.joined(separator: " ")] = isSame
    }
    return result
  }
}

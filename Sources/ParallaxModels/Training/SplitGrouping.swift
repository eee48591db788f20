/// What is kept together when data is split, so that a model is not praised for knowing it.
public enum SplitGrouping: String, Codable, Sendable, Hashable, CaseIterable {
  /// Nothing: a random split, which flatters.
  case random
  /// The texts of an outlet.
  case outlet
  /// The texts on an event.
  case event
  /// Folds of outlets, whose training rows tell of no event that is measured on.
  case both

  /// The strictest grouping that the examples' own fields allow.
  ///
  /// A field counts as known where more than half of the examples have it and it has two values or more.
  public static func standard(for examples: [LabeledExample]) -> SplitGrouping {
    func isKnown(_ field: (LabeledExample) -> String?) -> Bool {
      let values = examples.compactMap(field)
      return 2 * values.count > examples.count && Set(values).count >= 2
    }
    switch (isKnown(\.outlet), isKnown(\.event)) {
    case (true, true): return .both
    case (true, false): return .outlet
    case (false, true): return .event
    case (false, false): return .random
    }
  }

  /// Checks that examples have what is to be kept together.
  ///
  /// - Throws: ``ModelError`` of code `invalid` where none of them names its outlet, or its event.
  public func check(_ examples: [LabeledExample]) throws(ModelError) {
    for (name, isAsked, field) in [
      ("outlet", self == .outlet || self == .both, \LabeledExample.outlet),
      ("event", self == .event || self == .both, \LabeledExample.event),
    ] where isAsked && !examples.contains(where: { $0[keyPath: field] != nil }) {
      throw ModelError(
        .invalid,
        "no record names its \(name), which a split by \"\(rawValue)\" keeps together; name the field, or split at "
          + "random")
    }
  }
}

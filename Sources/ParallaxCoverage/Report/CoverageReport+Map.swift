extension CoverageReport {
  /// What is told by all outlets, by some, or by one alone, and where they contradict each other.
  public struct CoverageMap: Codable, Sendable, Hashable {
    /// How many of the outlets tell a statement.
    public enum Section: String, Codable, Sendable, Hashable {
      /// Every outlet.
      case all
      /// Two or more, but not every one.
      case some
      /// One, and others tell part of it.
      case part
      /// One alone: nothing alike was found in the others.
      case one
    }

    /// What one or more sentences tell.
    public struct Statement: Codable, Sendable, Hashable {
      /// How many of the outlets tell it.
      public let section: Section
      /// The outlets that tell it.
      public let outlets: [String]
      /// The positions of its sentences in the report's `sentences`.
      public let sentences: [Int]
      /// The least likeness of a pair that joins it; of one sentence, that to the likest of another outlet.
      public let likeness: Double
      /// Whether the sentences are copies, as of a wire report.
      public let isCopy: Bool
      /// The positions of sentences of other outlets that tell part of it, or contradict it: one an outlet, in the order
      /// of the outlets; nil before version 4.
      public let partly: [Int]?

      /// Whether several outlets tell it.
      public var isShared: Bool { section == .all || section == .some }

      enum CodingKeys: String, CodingKey {
        case section, outlets, sentences, likeness, partly
        case isCopy = "copy"
      }
    }

    /// In what two tellings differ.
    public enum ConflictKind: String, Codable, Sendable, Hashable {
      /// Who did it.
      case actors
      /// How many.
      case numbers
      /// On which day.
      case dates
      /// Whether it is so.
      case polarity
    }

    /// What one of two tellings says.
    public struct Side: Codable, Sendable, Hashable {
      /// The outlet.
      public let outlet: String
      /// The words that differ.
      public let place: Place
      /// What it says, in short.
      public let value: String
    }

    /// A statement that two outlets tell with different facts: a pair of sentences to look at, both of which
    /// may be right.
    public struct Conflict: Codable, Sendable, Hashable {
      /// In what the two differ.
      public let kind: ConflictKind
      /// The stems of what it is about.
      public let topic: String
      /// What it is about, in words of the first telling: "brokered, truce"; nil before version 3.
      public let label: String?
      /// How alike the sentences are, 0 to 1.
      public let likeness: Double
      /// One telling.
      public let first: Side
      /// The other.
      public let second: Side

      fileprivate func belongs(with other: Conflict) -> Bool {
        guard kind == other.kind else { return false }
        switch kind {
        case .actors, .polarity:
          return topic.prefix { $0 != " " } == other.topic.prefix { $0 != " " }
        case .numbers, .dates:
          let sentences = [other.first.place.sentence, other.second.place.sentence]
          return sentences.contains(first.place.sentence) || sentences.contains(second.place.sentence)
        }
      }
    }

    /// Conflicts that belong together: of one act or word, or of sentences they share; in their order.
    public var conflictGroups: [[Conflict]] {
      var groups: [[Conflict]] = []
      for conflict in conflicts {
        let joined = groups.indices.filter { group in
          groups[group].contains { $0.belongs(with: conflict) }
        }
        if let first = joined.first {
          for later in joined.dropFirst().reversed() { groups[first] += groups.remove(at: later) }
          groups[first].append(conflict)
        } else {
          groups.append([conflict])
        }
      }
      return groups
    }

    /// The statements of several outlets, then those found in one alone, then those that others tell in part; each by its
    /// first sentence.
    public let statements: [Statement]
    /// The conflicts: actors first, then polarity, numbers and days.
    public let conflicts: [Conflict]
    /// By outlet, how many statements are of the section `part`: neither told the same elsewhere nor missing there.
    public let unclear: [Int]
  }
}

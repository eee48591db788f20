import ArgumentParser
import Foundation
import Parallax

struct TrainRankerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train-ranker",
    abstract: "Trains the learned ranker of sentences on articles with reference summaries.",
    discussion: """
      Records are {"id","title","text","summary"}; "references" may list several summaries. With --folds \
      each article is summarised by weights trained on the others' folds, which tells what to expect of new \
      ones; twins stay in one fold.

      EXAMPLES
        parallax train-ranker --provenance "my notes, CC0" --output ranker.json examples.jsonl
        parallax train-ranker --folds 5 --length 40% examples.jsonl > held-out.jsonl
        parallax rouge --references examples-summaries.jsonl held-out.jsonl
      """)

  @Argument(help: ArgumentHelp("Articles with their summaries.", valueName: "examples"))
  var examples: String
  @Option(help: ArgumentHelp("Where the weights go.", valueName: "json"))
  var output: String?
  @Option(help: "What the examples are and under which licence; stored with the weights.")
  var provenance = "not stated"
  @Option(name: .customLong("c"), help: "The inverse of the penalty's strength.")
  var inversePenalty = 10.0
  @Option(help: "The power of its relative length that a sentence counts; 3 suits summaries of few.")
  var lengthWeight = 0.0
  @Option(help: "Write held-out summaries of so many folds to standard output.")
  var folds: Int?
  @Option(help: "With --folds: how long they may be, 3, 20%, 100w or 500c.")
  var length = "3"
  @Option(help: "With --folds: the seed of the division.")
  var seed: UInt64 = 0
  @OptionGroup var threads: ThreadOptions

  func validate() throws {
    guard inversePenalty > 0, inversePenalty.isFinite else {
      throw ValidationError("--c \(inversePenalty): expected a positive number")
    }
    guard lengthWeight >= 0, lengthWeight <= 10 else {
      throw ValidationError("--length-weight \(lengthWeight): expected 0 to 10")
    }
    guard folds.map({ $0 >= 2 }) ?? true else { throw ValidationError("--folds: expected 2 or more") }
    guard output != nil || folds != nil else {
      throw ValidationError("nothing to do: give --output, --folds or both")
    }
  }

  func run() throws {
    let length: SummaryLength
    do throws(SummaryError) { length = try SummaryLength(parsing: self.length) } catch {
      throw ValidationError(error.message)
    }
    let examples = try SummaryRecords.examples(self.examples)
    let trainer = LearnedRankerTrainer(
      c: inversePenalty, lengthWeight: lengthWeight, threads: threads.count)
    let material = trainer.material(of: examples)
    Console.note(
      "\(material.count) articles, \(material.sentenceCount) sentences, \(material.takenCount) of them in summaries"
    )
    if let folds { try writeHeldOut(examples, material, trainer, folds, length) }
    guard let output else { return }
    let (weights, report) = try trainer.train(on: material, provenance: provenance)
    if !report.converged { Console.error("training stopped before its tolerance was met") }
    do { try (try prettyJSON(weights) + Data([10])).write(to: URL(filePath: output)) } catch {
      throw CommandFailure(.io, "\(output): cannot be written: \(error.localizedDescription)")
    }
  }

  private func writeHeldOut(
    _ examples: [SummaryExample], _ material: LearnedRankerTrainer.Material, _ trainer: LearnedRankerTrainer,
    _ folds: Int, _ length: SummaryLength
  ) throws {
    var summaries = [String](repeating: "", count: examples.count)
    for fold in try KFold(foldCount: folds, seed: seed).groupedFolds(groups: examples.map(\.text)) {
      let (weights, _) = try trainer.train(
        on: material, documents: fold.training, provenance: "held out")
      let made = concurrentMap(fold.validation, threads: threads.count) { index in
        let ranker = LearnedRanker(weights: weights, title: examples[index].title)
        return examples[index].summary(by: Summarizer(ranker: ranker), length: length)
      }
      for (index, summary) in zip(fold.validation, made) { summaries[index] = summary }
    }
    var writer = RecordWriter(.jsonl)
    for (example, summary) in zip(examples, summaries) {
      try writer.write(["id": example.id, "text": summary])
    }
    try writer.finish()
  }
}

import ArgumentParser
import Foundation
import Parallax

struct TrainVectorsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train-vectors",
    abstract: "Learns a vector for each frequent word from the words that stand around it.",
    discussion: """
      Records are articles, one a line, as every command reads them; no label is read. The settings come from \
      a recipe, {"description": …, "settings": {…}}, and the same articles give the same bytes. With \
      --nearest nothing is learnt: the words nearest to one are listed.

      EXAMPLES
        parallax train-vectors --config recipe.json --output vectors/ articles.jsonl
        parallax train-vectors --nearest praised
      """)

  @Argument(help: ArgumentHelp("Articles to learn from.", valueName: "articles"))
  var articles: String?
  @Option(help: ArgumentHelp("The recipe in JSON.", valueName: "file"))
  var config: String?
  @Option(help: ArgumentHelp("The folder to write.", valueName: "dir"))
  var output: String?
  @Option(help: ArgumentHelp("List the words nearest to this one.", valueName: "word"))
  var nearest: String?
  @Option(help: ArgumentHelp("With --nearest: the vectors' name, folder or file.", valueName: "vectors"))
  var vectors = TermVectors.folderName
  @Option(help: "With --nearest: how many words to list.")
  var count = 10
  @OptionGroup var models: ModelOptions
  @OptionGroup var threads: ThreadOptions

  func validate() throws {
    guard (nearest != nil) != (articles != nil && output != nil) else {
      throw ValidationError("give either articles and --output, or --nearest")
    }
    guard count >= 0 else { throw ValidationError("--count \(count): expected 0 or more") }
  }

  func run() throws {
    if let nearest { return try list(nearest) }
    guard let articles, let output else { return }
    let recipe = try config.map { try TermVectorRecipe(contentsOf: $0) }
    let records = try LabeledRecords(layout: RecordLayout(), format: nil, threads: threads.count).read(
      articles)
    let trainer = try TermVectorTrainer(configuration: recipe?.settings ?? .init())
    let vectors = try trainer.train(on: records.map(\.input.text), threads: threads.count)
    do {
      try OutputPlace.makeFolder(output)
    } catch {
      throw CommandFailure(.io, "\(output): the folder cannot be created: \(error.localizedDescription)")
    }
    var written = recipe
    if var description = recipe?.description {
      if !description.data.isEmpty { description.data[0].records = records.count }
      description.seed = trainer.configuration.seed
      try ModelCard(description).write(to: output + "/CARD.md")
      written?.description = description
    }
    try AtomicFile.write(
      try vectors.encoded(recipe: written), to: output + "/" + TermVectors.fileName)
    Console.note(
      "\(vectors.count) words of \(records.count) records, \(vectors.dimension) components")
  }

  private func list(_ word: String) throws {
    let vectors = try TermVectors(contentsOf: try models.locator.locateVectors(self.vectors))
    guard let row = vectors.row(of: word.lowercased()) else {
      throw CommandFailure(.data, "the vectors know no word \"\(word)\"; they know \(vectors.count) others")
    }
    var output = Output()
    for found in CosineIndex(rows: vectors.matrix).nearest(toRow: row, count: count) {
      try output.write("\(fixed(Double(found.cosine), 4))\t\(vectors.vocabulary.term(at: found.row))\n")
    }
    try output.flush()
  }
}

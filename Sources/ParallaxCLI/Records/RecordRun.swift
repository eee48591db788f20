import Foundation
import Parallax

/// Reads records, asks a model, and writes what it says, in their order: the road of every JSON line.
///
/// Threads take a share of the lines each and do everything with them, from parsing to the text of the
/// output; only reading and writing are done by one.
struct RecordRun<Answer: Sendable> {
  let layout: RecordLayout
  let threads: Int
  let format: OutputFormat
  /// How the records of all sources are written down; nil is told by each.
  var recordFormat: RecordFormat?
  /// The answers to a few records, in their order, on one thread.
  let answers: @Sendable ([InputRecord]) -> [Answer]
  /// Writes one record's answer to bytes, without the end of its line.
  let render: @Sendable (InputRecord, Answer, inout [UInt8]) -> Void

  /// The lines that a thread takes at a time: so few bytes that what is made of them stays in a cache near the
  /// processor until it is written, and that no thread waits long for another.
  private func shares(of lines: [Range<Int>]) -> [Range<Int>] {
    let bytes = lines.reduce(0) { $0 + $1.count }
    let most = threads == 1 ? 1 << 18 : min(1 << 18, max(1 << 15, bytes / (2 * threads)))
    var shares: [Range<Int>] = []
    var (first, size) = (0, 0)
    for (place, line) in lines.enumerated() {
      size += line.count
      if size >= most || place == lines.count - 1 {
        shares.append(first..<place + 1)
        (first, size) = (place + 1, 0)
      }
    }
    return shares
  }

  init(
    layout: RecordLayout, threads: Int, format: OutputFormat,
    answers: @escaping @Sendable ([InputRecord]) -> [Answer],
    render: @escaping @Sendable (InputRecord, Answer, inout [UInt8]) -> Void
  ) {
    self.layout = layout
    self.threads = threads
    self.format = format
    self.answers = answers
    self.render = render
  }

  private struct Part: Sendable {
    var bytes: [UInt8] = []
    var count = 0
    var faults: [ArticleError] = []
  }

  /// Answers all records of the sources.
  func run(_ sources: [ArticleSource], label: String) throws {
    var batches = ArticleBatches(cleaner: nil)
    var output = Output()
    var isFirst = true
    if format == .json { try output.write("[\n") }
    func write(_ part: Part) throws {
      // In an array each record has a comma before it, but for the first.
      let skipped = format == .json && isFirst && part.count > 0 ? 2 : 0
      try output.write(bytes: skipped == 0 ? part.bytes : Array(part.bytes.dropFirst(skipped)))
      if part.count > 0 { isFirst = false }
    }
    for source in sources {
      let lineFormat = lineFormat(of: source)
      if let lineFormat, [.csv, .tsv].contains(lineFormat) {
        for part in answered(tableIn: source, lineFormat, &batches) { try write(part) }
        continue
      }
      guard var reader = try LineSource.reader(of: source, as: lineFormat) else {
        if layout.textMayBeMissing, case .file(let path) = source,
          FileManager.default.fileExists(atPath: path)
        {
          let fault = ArticleError(
            .malformed,
            "is no record, and the model reads numbers only; give JSON Lines with \"numbers\", or SVMlight's rows by "
              + "--input-format svmlight", path: path)
          batches.fail(fault, fault.description)
          continue
        }
        try batches.read([source], label: label) { articles in
          let records = articles.map { article in
            InputRecord(
              id: article.recordID, example: LabeledExample(ClassifierInput(article.modelInput), labels: []))
          }
          for part in answered(records) { try write(part) }
        }
        continue
      }
      var progress = Progress(label)
      defer { progress.finish() }
      var found = 0
      while let batch = try nextBatch(&reader, &batches) {
        for part in answered(batch, lineFormat ?? .jsonl, path: reader.path) {
          try write(part)
          if !part.faults.isEmpty { progress.finish() }
          for fault in part.faults { batches.fail(fault, fault.description) }
          batches.take(part.count)
          found += part.count + part.faults.count
        }
        // A reader at the other end of a pipe is answered as it asks.
        if reader.isInteractive { try output.flush() }
        progress.update(found)
      }
      if found == 0 {
        let fault = ArticleError(.noText, "holds no record", path: reader.path)
        batches.fail(fault, fault.description)
      }
    }
    if format == .json { try output.write(isFirst ? "]\n" : "\n]\n") }
    try output.flush()
    try batches.finish()
  }

  /// How a source's lines are written down, where that is asked for or its name tells; nil is still to be found out.
  private func lineFormat(of source: ArticleSource) -> RecordFormat? {
    guard recordFormat == nil, case .file(let path) = source else { return recordFormat }
    return RecordFormat(path: path).flatMap { $0 == .jsonl ? nil : $0 }
  }

  /// The answers to the rows of a table; those that cannot be read are told, and the others answered.
  private func answered(
    tableIn source: ArticleSource, _ lineFormat: RecordFormat, _ batches: inout ArticleBatches
  ) -> [Part] {
    let path: String
    switch source {
    case .file(let name), .folder(let name), .manifest(let name): path = name
    case .standardInput: path = "-"
    }
    var records: [InputRecord] = []
    do throws(ArticleError) {
      for row in try RecordTable.rows(of: path, lineFormat, layout) {
        switch row.record {
        case .success(let record): records.append(record)
        case .failure(let fault):
          let error = ArticleError(.malformed, fault.message, path: path, line: row.line)
          batches.fail(error, error.description)
        }
      }
      if records.isEmpty { throw ArticleError(.noText, "holds no record", path: path) }
    } catch {
      batches.fail(error, error.description)
    }
    batches.take(records.count)
    return answered(records)
  }

  /// The next lines; a source that fails halfway is told, and the others go on.
  private func nextBatch(_ reader: inout LineReader, _ batches: inout ArticleBatches) throws -> LineBatch? {
    do throws(ArticleError) { return try reader.next() } catch {
      batches.fail(error, error.description)
      return nil
    }
  }

  private func answered(_ batch: LineBatch, _ lineFormat: RecordFormat, path: String) -> [Part] {
    concurrentMap(shares(of: batch.lines), threads: threads) { answer(batch, $0, lineFormat, path) }
  }

  private func answered(_ records: [InputRecord]) -> [Part] {
    // All, or enough that no thread waits long for another.
    let share =
      threads == 1 ? max(1, records.count) : max(32, (records.count + 2 * threads - 1) / (2 * threads))
    let starts = Array(stride(from: 0, to: records.count, by: share))
    return concurrentMap(starts, threads: threads) { start in
      answer(Array(records[start..<min(start + share, records.count)]))
    }
  }

  private func answer(
    _ batch: LineBatch, _ places: Range<Int>, _ lineFormat: RecordFormat, _ path: String
  ) -> Part {
    guard var parser = RecordParser(lineFormat, layout) else { return Part() }
    var records: [InputRecord] = []
    records.reserveCapacity(places.count)
    var faults: [ArticleError] = []
    for place in places {
      let number = batch.firstNumber + place
      if batch.tooLong.contains(place) {
        let limit = LineReader.maximumLineBytes >> 20
        faults.append(
          ArticleError(
            .limit, "the line is longer than \(limit) MiB and was skipped; split it", path: path, line: number
          ))
        continue
      }
      batch.bytes.withUnsafeBufferPointer { bytes in
        let line = UnsafeBufferPointer(rebasing: bytes[batch.lines[place]])
        if line.first ?? 0x20 <= 0x20, line.allSatisfy({ $0 <= 0x20 }) { return }
        do throws(RecordFault) {
          if let record = try parser.record(line, number: number) { records.append(record) }
        } catch {
          faults.append(ArticleError(.malformed, error.message, path: path, line: number))
        }
      }
    }
    var part = answer(records)
    part.faults = faults
    return part
  }

  private func answer(_ records: [InputRecord]) -> Part {
    var part = Part(count: records.count)
    part.bytes.reserveCapacity(records.count * 160)
    for (record, answer) in zip(records, answers(records)) {
      if format == .json { part.bytes += [0x2C, 0x0A] }
      render(record, answer, &part.bytes)
      if format != .json { part.bytes.append(0x0A) }
    }
    return part
  }
}

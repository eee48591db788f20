import ArgumentParser
import Foundation
import Parallax

/// How labelled records are written down.
enum RecordFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  /// One JSON object a line.
  case jsonl
  /// Comma-separated values, the names of the fields in the first row.
  case csv
  /// The same with tabulators.
  case tsv
  /// fastText's lines: `__label__NAME` once or more, then the text.
  case fasttext
  /// SVMlight's lines: a label, then `column:value` pairs.
  case svmlight

  /// The format of a file by its name; nil where its content must tell.
  init?(path: String) {
    switch (path as NSString).pathExtension.lowercased() {
    case "jsonl", "ndjson", "json": self = .jsonl
    case "csv": self = .csv
    case "tsv", "tab": self = .tsv
    case "ft", "fasttext": self = .fasttext
    case "svm", "svmlight", "libsvm": self = .svmlight
    default: return nil
    }
  }

  /// The format of content whose name does not tell; nil where it does not either.
  init?(content bytes: some Sequence<UInt8>) {
    let head = bytes.lazy.drop { $0 <= 0x20 }.prefix(9)
    if head.first(where: { _ in true }) == UInt8(ascii: "{") {
      self = .jsonl
    } else if head.elementsEqual("__label__".utf8) {
      self = .fasttext
    } else {
      return nil
    }
  }
}

/// Reads labelled records: all of a file, or nothing and where the fault is.
///
/// A model trained or measured on part of its data would be a silent wrong answer.
struct LabeledRecords {
  let layout: RecordLayout
  /// The format; nil is told by the file's name or, failing that, by its content.
  let format: RecordFormat?
  let threads: Int
  /// The labels that may stand in a record; nil where they are learnt from the records.
  var known: [String]?
  /// Whether a record must have one label and no more.
  var isExclusive = false

  /// The examples of a file, `-` for standard input.
  ///
  /// - Throws: `ArticleError` naming file and line of the first record that is malformed or lacks a field.
  func read(_ path: String) throws -> [LabeledExample] {
    let format = try self.format ?? RecordFormat(path: path) ?? sniffed(path)
    let examples: [LabeledExample]
    switch format {
    case .csv, .tsv: examples = try rows(path, format)
    case .jsonl, .fasttext, .svmlight: examples = try lines(path, format)
    }
    guard !examples.isEmpty else {
      throw ArticleError(
        .noText, "no record; expected a JSON object a line, or another format by its name", path: path)
    }
    return examples
  }

  /// The examples of a file to learn from: of two labels or more.
  ///
  /// - Throws: as ``read(_:)``, and where all records have one label.
  func readToLearn(_ path: String) throws -> [LabeledExample] {
    let examples = try read(path)
    if let only = examples.first?.labels, only.count == 1, examples.allSatisfy({ $0.labels == only }) {
      throw ArticleError(
        .malformed,
        "all \(examples.count) records have the label \"\(only[0])\"; there is nothing to tell apart: give records "
          + "of two labels or more",
        path: path)
    }
    return examples
  }

  /// An example with its labels' other names; nil where one of them leaves it out.
  ///
  /// - Throws: ``RecordFault`` where a label is empty, or none that is expected.
  private func accepted(_ example: LabeledExample) throws(RecordFault) -> LabeledExample? {
    guard layout.label != nil else { return example }
    var labels: [String] = []
    for label in example.labels {
      guard let name = layout.labelNames[label, default: label] else { return nil }
      guard name.contains(where: { !$0.isWhitespace }) else {
        throw RecordFault(message: "the label is empty")
      }
      if let known, !known.contains(name) {
        let shown = known.prefix(Self.shownLabelCount).map { "\"\($0)\"" }.joined(separator: ", ")
        throw RecordFault(
          message: "the label \"\(name)\" is not one of the model's: \(shown)"
            + (known.count > Self.shownLabelCount ? " and \(known.count - Self.shownLabelCount) more" : ""))
      }
      labels.append(name)
    }
    guard !isExclusive || labels.count == 1 else {
      throw RecordFault(message: "\(labels.count) labels; the model gives one")
    }
    guard labels != example.labels else { return example }
    return LabeledExample(example.input, labels: labels, outlet: example.outlet, event: example.event)
  }

  private static let shownLabelCount = 12

  private func sniffed(_ path: String) throws -> RecordFormat {
    // Standard input cannot be read twice.
    guard path != "-" else { return .jsonl }
    var reader = try LineReader(path)
    let head = try reader.next().map { $0.bytes.prefix(4096) } ?? []
    if head.starts(with: [0x1F, 0x8B]) || head.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
      throw ArticleError(
        .malformed, "is compressed; unpack it on the way, as zstd -dc FILE | parallax … - or gzip -dc",
        path: path)
    }
    guard let format = RecordFormat(content: head) else {
      throw ArticleError(
        .malformed, "neither the name nor the content tells the format; give it by --input-format", path: path
      )
    }
    return format
  }

  /// The examples of a table, a row each.
  private func rows(_ path: String, _ format: RecordFormat) throws(ArticleError) -> [LabeledExample] {
    var examples: [LabeledExample] = []
    for row in try RecordTable.rows(of: path, format, layout) {
      do throws(RecordFault) {
        if let example = try accepted(try row.record.get().example) { examples.append(example) }
      } catch {
        throw ArticleError(.malformed, error.message, path: path, line: row.line)
      }
    }
    return examples
  }

  /// The examples of a file with one a line, blank lines aside.
  private func lines(_ path: String, _ format: RecordFormat) throws -> [LabeledExample] {
    var reader = try LineReader(path)
    let name = reader.path
    var examples: [LabeledExample] = []
    while let batch = try reader.next() {
      let starts = Array(stride(from: 0, to: batch.lines.count, by: 64))
      let parts = concurrentMap(starts, threads: threads) { start in
        self.examples(of: batch, start..<min(start + 64, batch.lines.count), format)
      }
      for part in parts {
        if let fault = part.fault {
          throw ArticleError(.malformed, fault.message, path: name, line: fault.line)
        }
        examples += part.examples
      }
    }
    return examples
  }

  private func examples(
    of batch: LineBatch, _ places: Range<Int>, _ format: RecordFormat
  ) -> (examples: [LabeledExample], fault: (message: String, line: Int)?) {
    var examples: [LabeledExample] = []
    guard var parser = RecordParser(format, layout) else { return ([], nil) }
    for place in places {
      let number = batch.firstNumber + place
      if batch.tooLong.contains(place) {
        return (examples, ("the line is longer than \(LineReader.maximumLineBytes >> 20) MiB", number))
      }
      let range = batch.lines[place]
      let result = batch.bytes.withUnsafeBufferPointer { bytes -> Result<[LabeledExample], RecordFault> in
        let line = UnsafeBufferPointer(rebasing: bytes[range])
        if line.allSatisfy({ $0 <= 0x20 }) { return .success([]) }
        do throws(RecordFault) {
          var accepted: [LabeledExample] = []
          for example in try parser.examples(line, number: number) {
            if let example = try self.accepted(example) { accepted.append(example) }
          }
          return .success(accepted)
        } catch { return .failure(error) }
      }
      switch result {
      case .success(let found): examples += found
      case .failure(let fault): return (examples, (fault.message, number))
      }
    }
    return (examples, nil)
  }
}

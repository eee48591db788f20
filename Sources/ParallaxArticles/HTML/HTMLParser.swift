internal import CHTMLParser

/// Builds a tree from a page's source by libxml2.
enum HTMLParser {
  /// Parses reduced UTF-8; nil where memory ran out.
  ///
  /// Elements may nest to any depth: nothing here or in the parser's event interface recurses.
  static func parse(_ source: [UInt8]) -> HTMLTree? {
    var builder = HTMLTreeBuilder()
    let status = withUnsafeMutablePointer(to: &builder) { context in
      source.withUnsafeBytes { bytes in
        var handler = parallax_html_handler(
          start: { context, name, attributes in
            guard let builder = HTMLParser.builder(context), let name else { return }
            builder.pointee.start(HTMLParser.bytes(name), HTMLAttributes(attributes))
          },
          end: { context, name in
            guard let builder = HTMLParser.builder(context), let name else { return }
            builder.pointee.end(HTMLParser.bytes(name))
          },
          text: { context, text, count in
            guard let builder = HTMLParser.builder(context), let text, count > 0 else { return }
            builder.pointee.text(UnsafeBufferPointer(start: HTMLParser.bytes(text), count: Int(count)))
          })
        return parallax_html_parse(
          bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, &handler, context)
      }
    }
    return status == 0 ? builder.finish() : nil
  }

  private static func builder(_ context: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<HTMLTreeBuilder>? {
    context?.assumingMemoryBound(to: HTMLTreeBuilder.self)
  }

  private static func bytes(_ text: UnsafePointer<CChar>) -> UnsafePointer<UInt8> {
    UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self)
  }
}

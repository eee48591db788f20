/// The elements that extraction tells apart.
enum HTMLTag: UInt8, CaseIterable {
  case other
  // Blocks.
  case address, article, aside, blockquote, body, center, dd, details, dialog, dir, div, dl, dt, fieldset
  case figcaption, figure, footer, form, h1, h2, h3, h4, h5, h6, header, hgroup, hr, html, li, main, menu, nav
  case ol, p, pre, section, summary, table, tbody, td, tfoot, th, thead, tr, ul, caption, legend, video, audio
  case br
  // In lines.
  case a, b, em, i, span, strong, time
  // In the head.
  case base, head, link, meta, title
  // Without text of the page.
  case script, style, noscript, template, svg, iframe, textarea, select, math, canvas, object, noembed
  case noframes, xmp, button, input, img, label, map, datalist, option

  private static let byName: [UInt64: HTMLTag] = Dictionary(
    uniqueKeysWithValues: allCases.map { (NameHash.of(String(describing: $0)), $0) })

  init(nameHash: UInt64) { self = Self.byName[nameHash] ?? .other }

  /// Whether the element stands on lines of its own.
  var isBlock: Bool { rawValue >= Self.address.rawValue && rawValue <= Self.br.rawValue }

  /// Whether the source of the element is dropped together with its content.
  var isRaw: Bool { rawValue >= Self.script.rawValue && rawValue <= Self.xmp.rawValue }

  /// Whether the element's text is not text of the page.
  var isSilent: Bool { rawValue >= Self.script.rawValue && self != .img && self != .label }

  var isHeading: Bool { rawValue >= Self.h1.rawValue && rawValue <= Self.h6.rawValue }
}

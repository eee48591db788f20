internal import CWebAssets

/// The page, its script and style, and the document of the interface, as they are in the program.
enum WebAssets {
  static let page = response("text/html; charset=utf-8") { parallax_web_page(&$0) }
  static let script = response("text/javascript; charset=utf-8") { parallax_web_script(&$0) }
  static let profile = response("text/javascript; charset=utf-8") { parallax_web_profile(&$0) }
  static let input = response("text/javascript; charset=utf-8") { parallax_web_input(&$0) }
  static let desk = response("text/javascript; charset=utf-8") { parallax_web_desk(&$0) }
  static let style = response("text/css; charset=utf-8") { parallax_web_style(&$0) }
  static let interface = response("application/json; charset=utf-8") { parallax_web_interface(&$0) }

  private static func response(
    _ type: String, _ bytes: (inout Int) -> UnsafePointer<UInt8>?
  ) -> ServiceResponse {
    var count = 0
    let start = bytes(&count)
    return ServiceResponse(
      headers: ["content-type": type], body: Array(UnsafeBufferPointer(start: start, count: count)))
  }
}

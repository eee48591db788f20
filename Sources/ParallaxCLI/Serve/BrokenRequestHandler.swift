import HTTPTypes
import NIOCore
import NIOHTTPTypes
import ParallaxService

/// Gives the answer to what is no request at all the form of every other error.
///
/// The framework refuses it with a head alone, before any part of the service sees it.
final class BrokenRequestHandler: ChannelOutboundHandler, RemovableChannelHandler {
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let answer: ServiceResponse

  /// Creates a handler that refuses with the headers and the body of `answer`.
  init(answer: ServiceResponse) { self.answer = answer }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard case .head(var head) = Self.unwrapOutboundIn(data), head.status == .badRequest,
      head.headerFields[.contentType] == nil
    else { return context.write(data, promise: promise) }
    let body = answer.collected()
    for (name, value) in answer.headers.sorted(by: { $0.key < $1.key }) {
      if let name = HTTPField.Name(name) { head.headerFields[name] = value }
    }
    head.headerFields[.contentLength] = String(body.count)
    context.write(Self.wrapOutboundOut(.head(head)), promise: promise)
    context.write(Self.wrapOutboundOut(.body(ByteBuffer(bytes: body))), promise: nil)
  }
}

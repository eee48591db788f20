import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Tells a client that asks before it sends its body (`Expect: 100-continue`) to go on, as curl does with long ones.
///
/// One whose body would be refused for its length gets no such answer, but the refusal.
final class ContinueHandler: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let maximumBodyBytes: Int
  private var unanswered = 0

  /// Creates a handler; bodies said to be longer than so many bytes are not asked for.
  init(maximumBodyBytes: Int) { self.maximumBodyBytes = maximumBodyBytes }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .head(let head) = Self.unwrapInboundIn(data) {
      unanswered += 1
      let length = head.headerFields[.contentLength].flatMap { Int($0) } ?? 0
      // Where requests are sent in a row it would stand within the answer to an earlier one.
      if unanswered == 1, length <= maximumBodyBytes,
        head.headerFields[.expect]?.lowercased() == "100-continue"
      {
        context.writeAndFlush(Self.wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
      }
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = Self.unwrapOutboundIn(data) { unanswered -= 1 }
    context.write(data, promise: promise)
  }
}

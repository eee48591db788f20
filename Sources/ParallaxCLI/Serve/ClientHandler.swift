import Hummingbird
import NIOCore
import ParallaxService

/// Notes when the client of a connection has gone.
///
/// A client that closed its side alone looks the same as one that has gone, and is taken for one.
final class ClientHandler: ChannelInboundHandler, RemovableChannelHandler {
  // What is read is passed on unread.
  typealias InboundIn = Never

  /// The client of the connection.
  let client = RequestClient()

  func channelInactive(context: ChannelHandlerContext) {
    client.leave()
    context.fireChannelInactive()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case ChannelEvent.inputClosed? = event as? ChannelEvent { client.leave() }
    context.fireUserInboundEventTriggered(event)
  }
}

/// What is known of a request beside itself: the connection that it came by.
struct ConnectionContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  private let channel: any Channel

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    channel = source.channel
  }

  /// Who waits for the answer; nil where that is not known.
  func client() async -> RequestClient? {
    let channel = channel
    return try? await channel.eventLoop.submit {
      try channel.pipeline.syncOperations.handler(type: ClientHandler.self).client
    }.get()
  }
}

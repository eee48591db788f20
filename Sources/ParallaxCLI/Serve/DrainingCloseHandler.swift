import NIOCore

/// Closes a connection once what was written has left for its reader.
///
/// A channel that is closed drops what the system has not taken yet. At the end of the service, and where a
/// connection is thought idle, that would cut the answer off for a client that reads more slowly than it is
/// written to.
final class DrainingCloseHandler: ChannelOutboundHandler, RemovableChannelHandler {
  // What is written is passed on unread.
  typealias OutboundIn = Never
  typealias OutboundOut = Never

  private let limit: TimeAmount
  private var unsent = 0
  private var closes: [(mode: CloseMode, promise: EventLoopPromise<Void>?)] = []
  private var deadline: Scheduled<Void>?

  /// Creates a handler.
  ///
  /// - Parameter limit: How long a reader may keep a connection that is to be closed.
  init(limit: TimeAmount) { self.limit = limit }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    let written = promise ?? context.eventLoop.makePromise(of: Void.self)
    unsent += 1
    written.futureResult.assumeIsolated().whenComplete { _ in
      self.unsent -= 1
      if self.unsent == 0 { self.close(context) }
    }
    context.write(data, promise: written)
  }

  func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
    guard mode != .input, unsent > 0 else { return context.close(mode: mode, promise: promise) }
    closes.append((mode, promise))
    guard deadline == nil else { return }
    deadline = context.eventLoop.assumeIsolated().scheduleTask(in: limit) { self.close(context) }
  }

  /// Does what was put off.
  private func close(_ context: ChannelHandlerContext) {
    deadline?.cancel()
    deadline = nil
    let due = closes
    closes = []
    for (mode, promise) in due { context.close(mode: mode, promise: promise) }
  }
}

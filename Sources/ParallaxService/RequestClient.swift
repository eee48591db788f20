import Synchronization

/// Whoever sent a request, as far as the answer minds: there, or gone.
public final class RequestClient: Sendable, Hashable {
  private let hasGone = Atomic(false)

  /// A client that waits for its answer.
  public init() {}

  /// Notes that the client does not wait any more.
  public func leave() { hasGone.store(true, ordering: .relaxed) }

  /// Whether the client has gone: what is worked on for it is worth nothing.
  public var isGone: Bool { hasGone.load(ordering: .relaxed) }

  /// Whether both are one and the same.
  public static func == (one: RequestClient, other: RequestClient) -> Bool { one === other }

  /// Hashes what it is, as nothing of it is known.
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

extension ServiceRequest {
  /// Whether nobody waits for the answer any more.
  var isAbandoned: Bool { client?.isGone ?? false }

  /// Gives up what nobody waits for.
  func checkClient() throws(ServiceError) {
    if isAbandoned {
      throw ServiceError(.clientGone, "the client closed the connection before its answer was made")
    }
  }
}

/// What a service allows.
public struct ServiceConfiguration: Sendable, Hashable {
  /// The longest body.
  public var maximumBodyBytes: Int
  /// The most articles in one request of JSON.
  public var maximumArticles: Int
  /// The most articles in one comparison.
  public var maximumComparedArticles: Int
  /// How long a comparison may be worked on: what it takes grows with the square of its sentences.
  public var maximumComparisonTime: Duration
  /// The secret that clients send as `Authorization: Bearer …`; nil asks for none.
  public var token: String?
  /// Whether clients may add to the corpus and delete from it.
  public var allowsWriting: Bool
  /// Whether the service is for this machine only: names other than the machine's own are refused, so that a
  /// page from elsewhere cannot reach it through a browser.
  public var isLocal: Bool

  /// Creates a configuration.
  public init(
    maximumBodyBytes: Int = 8 << 20, maximumArticles: Int = 1000, maximumComparedArticles: Int = 200,
    maximumComparisonTime: Duration = .seconds(30), token: String? = nil, allowsWriting: Bool = false,
    isLocal: Bool = true
  ) {
    self.maximumBodyBytes = maximumBodyBytes
    self.maximumArticles = maximumArticles
    self.maximumComparedArticles = maximumComparedArticles
    self.maximumComparisonTime = maximumComparisonTime
    self.token = token
    self.allowsWriting = allowsWriting
    self.isLocal = isLocal
  }
}

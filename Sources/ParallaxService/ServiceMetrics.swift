import Foundation
import Synchronization

/// Counts of what the service did, in the text format of Prometheus (version 0.0.4).
public final class ServiceMetrics: Sendable {
  private struct Key: Hashable {
    let route: String
    let status: Int
  }

  private struct Timing {
    var counts = [Int](repeating: 0, count: ServiceMetrics.bounds.count + 1)
    var sum = 0.0
  }

  private struct State {
    var requests: [Key: Int] = [:]
    var timings: [String: Timing] = [:]
    var articles = 0
    var queues: [String: (running: Int, waiting: Int)] = [:]
    var reloads = 0
    var loadFailures = 0
    var isReady = false
  }

  /// The upper bounds of the classes of durations, in seconds.
  private static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
  private let state = Mutex(State())

  /// Counts an answer.
  ///
  /// - Parameters:
  ///   - route: The pattern of the route; nil where none answered.
  ///   - status: The status of the answer.
  ///   - seconds: How long it took.
  public func count(route: String?, status: Int, seconds: Double) {
    // Paths that are not known are one, so that nobody can fill the memory with names.
    let route = route ?? "other"
    state.withLock { state in
      state.requests[Key(route: route, status: status), default: 0] += 1
      let place = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
      state.timings[route, default: Timing()].counts[place] += 1
      state.timings[route, default: Timing()].sum += seconds
    }
  }

  /// Sets how many requests of a kind are being worked on, and how many wait.
  public func set(_ work: RouteWork, running: Int, waiting: Int) {
    state.withLock { $0.queues[work.rawValue] = (running, waiting) }
  }

  /// Counts a reload of the models that gave new ones.
  public func countReload() { state.withLock { $0.reloads += 1 } }

  /// Counts a time that the models could not be loaded.
  func countLoadFailure() { state.withLock { $0.loadFailures += 1 } }

  func set(isReady: Bool) { state.withLock { $0.isReady = isReady } }

  func count(articles: Int) { state.withLock { $0.articles += articles } }

  var response: ServiceResponse {
    ServiceResponse(
      headers: ["content-type": "text/plain; version=0.0.4; charset=utf-8"], body: Array(text.utf8))
  }

  /// The counts as text.
  public var text: String {
    let state = state.withLock { $0 }
    var lines: [String] = []
    func metric(_ name: String, _ kind: String, _ help: String) {
      lines += ["# HELP parallax_\(name) \(help)", "# TYPE parallax_\(name) \(kind)"]
    }
    metric("http_requests_total", "counter", "Answers by route and status.")
    for (key, count) in state.requests.sorted(by: {
      ($0.key.route, $0.key.status) < ($1.key.route, $1.key.status)
    }) {
      lines.append("parallax_http_requests_total{route=\"\(key.route)\",status=\"\(key.status)\"} \(count)")
    }
    metric("http_request_duration_seconds", "histogram", "How long answers took, waiting included.")
    for (route, timing) in state.timings.sorted(by: { $0.key < $1.key }) {
      let name = "parallax_http_request_duration_seconds"
      var total = 0
      for (bound, count) in zip(Self.bounds.map { "\($0)" } + ["+Inf"], timing.counts) {
        total += count
        lines.append("\(name)_bucket{route=\"\(route)\",le=\"\(bound)\"} \(total)")
      }
      lines += [
        "\(name)_sum{route=\"\(route)\"} \(timing.sum)", "\(name)_count{route=\"\(route)\"} \(total)",
      ]
    }
    let queues = state.queues.sorted { $0.key < $1.key }
    metric("requests_running", "gauge", "Requests being worked on, by queue.")
    lines += queues.map { "parallax_requests_running{queue=\"\($0.key)\"} \($0.value.running)" }
    metric("requests_waiting", "gauge", "Requests that wait for their turn, by queue.")
    lines += queues.map { "parallax_requests_waiting{queue=\"\($0.key)\"} \($0.value.waiting)" }
    for (name, kind, help, value) in [
      ("articles_total", "counter", "Articles that were worked on.", state.articles),
      ("models_ready", "gauge", "Whether there are models to answer with.", state.isReady ? 1 : 0),
      ("model_reloads_total", "counter", "How often the models were loaded anew.", state.reloads),
      (
        "model_load_failures_total", "counter", "How often the models could not be loaded.",
        state.loadFailures
      ),
    ] {
      metric(name, kind, help)
      lines.append("parallax_\(name) \(value)")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

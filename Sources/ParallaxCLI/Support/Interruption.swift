import Foundation
import Synchronization

/// Ctrl-C in a long job: the first is taken as a wish to end with what there is, the second ends at once.
enum Interruption {
  private static let isWished = Atomic(false)

  /// The exit code of a program that SIGINT ended.
  static let exitCode: Int32 = 130

  /// Watches for SIGINT from now on, also where whoever started the program had it blocked.
  static func watch() {
    var interrupt = sigset_t()
    sigemptyset(&interrupt)
    sigaddset(&interrupt, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &interrupt, nil)
    signal(SIGINT) { _ in
      Interruption.isWished.store(true, ordering: .relaxed)
      signal(SIGINT, SIG_DFL)
    }
  }

  /// Whether SIGINT came.
  static var isRequested: Bool { isWished.load(ordering: .relaxed) }
}

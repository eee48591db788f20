import Foundation

/// What a run of the program left behind.
struct Outcome {
  /// The exit code; 128 and the signal's number where a signal ended it, as a shell tells it.
  let code: Int32
  let output: [UInt8]
  let messages: String

  var text: String { String(decoding: output, as: UTF8.self) }
  var lines: [String] { text.split(separator: "\n").map(String.init) }

  /// Each line of the output as a JSON object.
  func records() throws -> [[String: Any]] {
    try lines.map { try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:] }
  }

  /// The whole output as one JSON value.
  func json() throws -> Any { try JSONSerialization.jsonObject(with: Data(output)) }
}

/// Runs the program that was built with these tests.
enum Tool {
  /// Where one of the program's streams leads to.
  enum Stream {
    /// A temporary file, read when the program has ended: a pipe read that late may fill up and hang.
    case file
    /// Any other path.
    case path(String)
    /// A pipe whose reader has gone.
    case brokenPipe
    case closed
    case terminal
  }

  struct Failure: Error, CustomStringConvertible { let description: String }

  /// The program, beside the test bundle.
  static let program: String = {
    let bundle = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(filePath: bundle).deletingLastPathComponent().appending(path: "parallax").path
  }()

  static func run(
    _ arguments: String..., input: String? = nil, environment: [String: String] = [:], output: Stream = .file,
    messages: Stream = .file, terminalInput: Bool = false, timeout: Double = 120
  ) throws -> Outcome {
    try run(
      arguments, input: input, environment: environment, output: output, messages: messages,
      terminalInput: terminalInput, timeout: timeout)
  }

  static func run(
    _ arguments: [String], input: String? = nil, environment: [String: String] = [:], output: Stream = .file,
    messages: Stream = .file, terminalInput: Bool = false, timeout: Double = 120
  ) throws -> Outcome {
    let folder = try Workspace()
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let terminal = try Terminal()
    let stdin = try input.map { try folder.write("stdin", $0) } ?? "/dev/null"
    if terminalInput {
      posix_spawn_file_actions_adddup2(&actions, terminal.slave, STDIN_FILENO)
    } else {
      posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, stdin, O_RDONLY, 0)
    }
    var held: [Int32] = []
    defer { for descriptor in held { close(descriptor) } }
    for (stream, descriptor, name) in [(output, STDOUT_FILENO, "out"), (messages, STDERR_FILENO, "err")] {
      switch stream {
      case .file:
        posix_spawn_file_actions_addopen(
          &actions, descriptor, folder.file(name), O_WRONLY | O_CREAT | O_TRUNC, 0o600)
      case .path(let path): posix_spawn_file_actions_addopen(&actions, descriptor, path, O_WRONLY, 0)
      case .closed: posix_spawn_file_actions_addclose(&actions, descriptor)
      case .terminal: posix_spawn_file_actions_adddup2(&actions, terminal.slave, descriptor)
      case .brokenPipe:
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw Failure(description: "no pipe") }
        close(ends[0])
        _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
        held.append(ends[1])
        posix_spawn_file_actions_adddup2(&actions, ends[1], descriptor)
      }
    }
    let process = try spawn(arguments, environment, &actions)
    let code = try wait(for: process, seconds: timeout, arguments)
    func content(_ stream: Stream, _ name: String) -> [UInt8] {
      switch stream {
      case .file: [UInt8](FileManager.default.contents(atPath: folder.file(name)) ?? Data())
      case .terminal: terminal.written()
      default: []
      }
    }
    return Outcome(
      code: code, output: content(output, "out"),
      messages: String(decoding: content(messages, "err"), as: UTF8.self))
  }

  private static func spawn(
    _ arguments: [String], _ environment: [String: String], _ actions: inout posix_spawn_file_actions_t
  ) throws -> pid_t {
    // What the machine sets for people and models must not decide a test.
    var variables = ProcessInfo.processInfo.environment.filter {
      !["NO_COLOR", "TERM", "PARALLAX_MODELS"].contains($0.key)
    }
    variables.merge(environment) { $1 }
    var argv = ([program] + arguments).map { strdup($0) } + [nil]
    var envp = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var process: pid_t = 0
    let error = posix_spawn(&process, program, &actions, nil, &argv, &envp)
    guard error == 0 else { throw Failure(description: "\(program): \(String(cString: strerror(error)))") }
    return process
  }

  private static func wait(for process: pid_t, seconds: Double, _ arguments: [String]) throws -> Int32 {
    let end = ContinuousClock.now + .seconds(seconds)
    var status: Int32 = 0
    while waitpid(process, &status, WNOHANG) == 0 {
      guard ContinuousClock.now < end else {
        kill(process, SIGKILL)
        waitpid(process, &status, 0)
        throw Failure(description: "parallax \(arguments.joined(separator: " ")): not done in \(seconds) s")
      }
      usleep(2000)
    }
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }
}

/// A terminal without a person.
final class Terminal {
  let slave: Int32
  private let master: Int32

  init() throws {
    // The C library's calls for this are hidden behind a feature macro; these are what they do.
    let (unlock, number): (UInt, UInt) = (0x4004_5431, 0x8004_5430)
    var locked: Int32 = 0
    var index: UInt32 = 0
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard master >= 0, ioctl(master, unlock, &locked) == 0, ioctl(master, number, &index) == 0 else {
      throw Tool.Failure(description: "no terminal: \(String(cString: strerror(errno)))")
    }
    slave = open("/dev/pts/\(index)", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard slave >= 0 else { throw Tool.Failure(description: "no terminal") }
  }

  deinit {
    close(master)
    close(slave)
  }

  /// All that was written to it, with the line ends of a file.
  func written() -> [UInt8] {
    _ = fcntl(master, F_SETFL, O_NONBLOCK)
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(master, &buffer, buffer.count)
      if count <= 0 { break }
      bytes += buffer[..<count]
    }
    return bytes.filter { $0 != 0x0D }
  }
}

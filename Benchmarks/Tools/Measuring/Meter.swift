import Foundation

/// The clocks and the memory of this process.
public enum Meter {
  /// CPU seconds of all threads so far.
  public static var cpuSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Does something, and tells the CPU seconds it took.
  public static func time<Result>(_ work: () throws -> Result) rethrows -> (result: Result, seconds: Double) {
    let start = cpuSeconds
    let result = try work()
    return (result, max(cpuSeconds - start, 1e-9))
  }

  /// Gives freed memory back, forgets the highest mark, and returns the resident bytes.
  public static func resetPeak() -> Double {
    // The C library's malloc_trim, which Swift's module of it leaves out.
    if let symbol = dlsym(nil, "malloc_trim") {
      _ = unsafeBitCast(symbol, to: (@convention(c) (Int) -> CInt).self)(0)
    }
    // Where the kernel does not offer this, the mark of the process's whole life is used: never too low.
    if let handle = FileHandle(forWritingAtPath: "/proc/self/clear_refs") {
      try? handle.write(contentsOf: Data("5".utf8))
      try? handle.close()
    }
    return status("VmRSS:")
  }

  /// The megabytes at the highest above what was resident when the mark was reset.
  public static func peakMegabytes(above resident: Double) -> Double { (status("VmHWM:") - resident) / 1e6 }

  /// A line of the kernel's account of this process, in bytes.
  private static func status(_ name: String) -> Double {
    let text = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    for line in text.split(separator: "\n") where line.hasPrefix(name) {
      return (Double(line.split(whereSeparator: { $0 == " " || $0 == "\t" })[1]) ?? 0) * 1024
    }
    return 0
  }
}

#if canImport(Glibc)
  internal import Glibc
#endif

/// The standard normal distribution.
public enum NormalDistribution {
  /// The chance of a value as far from zero as `z`, on either side.
  public static func twoSidedP(_ z: Double) -> Double { erfc(abs(z) / 2.0.squareRoot()) }
}

internal import CLAPACK

/// The dense decompositions of the machine's LAPACK, on row-major matrices.
///
/// LAPACK is column-major: a row-major m x n matrix is its n x m transpose, and each wrapper says how it
/// uses that.
package enum LAPACK {
  /// The version of the library found at run time, "3.11.0".
  static var version: String {
    var major: Int32 = 0
    var minor: Int32 = 0
    var patch: Int32 = 0
    ilaver_(&major, &minor, &patch)
    return "\(major).\(minor).\(patch)"
  }
}

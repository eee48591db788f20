public import CVectors

/// What needs an instruction that the standard library does not offer.
///
/// The import is public, unlike those of other C modules, because most functions are a few instructions each
/// and must be inlined into the loops of other targets, which the compiler allows of public imports alone. No
/// public symbol mentions a C type.
@usableFromInline package enum VectorKernels {
  /// The masks of word bytes (ASCII `[0-9A-Za-z_]` or non-ASCII) and of non-ASCII bytes of 64 bytes.
  @inlinable @inline(__always) package static func wordMasks(
    _ bytes: UnsafeRawPointer
  ) -> (words: UInt64, highs: UInt64) {
    let masks = parallax_word_masks(bytes)
    return (masks.words, masks.highs)
  }

  /// Which of 16 bytes are neither ASCII small letters nor spaces, the first byte in the lowest bit.
  @inlinable @inline(__always) package static func uncommonBits(_ bytes: UnsafePointer<UInt8>) -> UInt64 {
    parallax_uncommon_bits(bytes)
  }

  /// Copies `steps` times 16 bytes, ASCII capitals as small letters; the two places may be the same.
  @inlinable @inline(__always) package static func copyLowercased(
    _ source: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>, steps: Int
  ) {
    parallax_copy_lowercased(target, source, steps)
  }

  /// How many bytes of a JSON string stand before the first quote, backslash or control character.
  @inlinable @inline(__always) package static func plainLength(
    _ bytes: UnsafePointer<UInt8>, count: Int
  ) -> Int {
    parallax_json_plain_length(bytes, count)
  }

  /// Copies the bytes of a JSON string that stand before the first backslash, and counts them; up to 15 bytes
  /// more are written behind them.
  @inlinable @inline(__always) package static func copyPlain(
    _ source: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>, count: Int
  ) -> Int {
    parallax_json_copy_plain(target, source, count)
  }

  /// Asks for the cache line of an address that is about to be read and written.
  ///
  /// Unlike a load it never holds up what comes after it.
  @inlinable @inline(__always) package static func prefetch<Value>(_ address: UnsafePointer<Value>) {
    parallax_prefetch(address)
  }

  /// column = factor · codes.
  @inlinable @inline(__always) package static func set(
    _ column: UnsafeMutablePointer<Float>, to codes: UnsafePointer<Int8>, times factor: Float, count: Int
  ) {
    parallax_set_codes(column, codes, factor, count)
  }

  /// column += factor · codes.
  @inlinable @inline(__always) package static func add(
    _ codes: UnsafePointer<Int8>, times factor: Float, to column: UnsafeMutablePointer<Float>, count: Int
  ) {
    parallax_add_codes(column, codes, factor, count)
  }

  /// column = max(column, factor · codes), place by place.
  @inlinable @inline(__always) package static func raise(
    _ column: UnsafeMutablePointer<Float>, to codes: UnsafePointer<Int8>, times factor: Float, count: Int
  ) {
    parallax_raise_codes(column, codes, factor, count)
  }

  /// The sums of factor · codes and of rare factor · codes over rows, and the largest factor · codes, place by place.
  ///
  /// - Precondition: there are a row and 16 components at least.
  @inlinable @inline(__always) package static func pool(
    _ codes: UnsafePointer<Int8>, rowsAt places: UnsafePointer<Int>, factors: UnsafePointer<Float>,
    rareFactors: UnsafePointer<Float>, rowCount: Int, sums: UnsafeMutablePointer<Float>,
    rareSums: UnsafeMutablePointer<Float>, largest: UnsafeMutablePointer<Float>, count: Int
  ) {
    parallax_pool_codes(
      sums, rareSums, largest, codes, places, factors, rareFactors, rowCount, count)
  }

  /// The dot products of codes with directions of as many components each, one after the other.
  ///
  /// - Precondition: No sum leaves the numbers of 32 bits: of `count` components of a magnitude of 128 and of m none
  ///   does where `count` · 128 · m is below 2³¹.
  @inlinable @inline(__always) package static func dot(
    _ codes: UnsafePointer<Int8>, count: Int, directions: UnsafePointer<Int16>, width: Int,
    sums: UnsafeMutablePointer<Int32>
  ) {
    parallax_dot_codes(sums, codes, count, directions, width)
  }

  /// The sum of the squares of codes, of which there are fewer than 100,000.
  @inlinable @inline(__always) package static func squares(_ codes: UnsafePointer<Int8>, count: Int) -> Int32
  {
    parallax_squares(codes, count)
  }

  /// The number beside a tag in a line of eight tags and, behind them, their numbers; 0 where the tag is not there.
  ///
  /// Free places have the number 0.
  @inlinable @inline(__always) package static func number(
    ofTag tag: UInt32, in line: UnsafePointer<UInt32>
  ) -> UInt32 {
    parallax_tagged_number(line, tag)
  }

  /// Adds up what words come to by up to four values each, from one on, until one is to be looked at.
  ///
  /// - Parameters:
  ///   - values: The values of a vocabulary, `stride` a row, from the first that counts here on.
  ///   - rows: The row of each word.
  ///   - shares: What each word counts.
  ///   - word: The first word.
  ///   - means: What distances are taken from.
  ///   - leasts: The magnitudes of share times distance from which on a word is to be looked at.
  ///   - sums: The sums of share times value.
  ///   - squares: The sums of share times squared distance.
  ///   - products: Share times distance of the word returned.
  /// - Returns: The word to be looked at, or the number of words.
  @inlinable @inline(__always) package static func tally(
    _ values: UnsafePointer<Float>, stride: Int, lanes: Int, rows: UnsafeBufferPointer<Int32>,
    shares: UnsafePointer<Double>, from word: Int, means: SIMD4<Double>, leasts: SIMD4<Double>,
    sums: inout SIMD4<Double>, squares: inout SIMD4<Double>, products: inout SIMD4<Double>
  ) -> Int {
    withUnsafeBytes(of: (means, leasts)) { settings in
      withUnsafeMutableBytes(of: &sums) { sums in
        withUnsafeMutableBytes(of: &squares) { squares in
          withUnsafeMutableBytes(of: &products) { products in
            let (settings, sums) = (
              settings.assumingMemoryBound(to: Double.self), sums.assumingMemoryBound(to: Double.self)
            )
            return parallax_tally(
              values, stride, lanes, rows.baseAddress, shares, word, rows.count, settings.baseAddress,
              settings.baseAddress.map { $0 + 4 }, sums.baseAddress,
              squares.assumingMemoryBound(to: Double.self).baseAddress,
              products.assumingMemoryBound(to: Double.self).baseAddress)
          }
        }
      }
    }
  }
}

// What the Swift standard library cannot say: the sign bits of a vector as a number, a prefetch, and loops over
// bytes as numbers that use wider vectors where the processor has them.
//
// Vector types are the compiler's own, so that no processor's header is needed.
#ifndef PARALLAX_VECTORS_H
#define PARALLAX_VECTORS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint8_t parallax_bytes __attribute__((vector_size(16)));
typedef char parallax_chars __attribute__((vector_size(16)));

// The masks of 64 bytes, the first byte in the lowest bit.
typedef struct {
  // ASCII letters, digits and underscores, and every byte of 0x80 and more.
  uint64_t words;
  // Bytes of 0x80 and more.
  uint64_t highs;
} parallax_masks;

// The highest bit of each byte.
static inline uint64_t parallax_sign_bits(parallax_bytes bytes) {
#if defined(__SSE2__)
  return (uint16_t)__builtin_ia32_pmovmskb128((parallax_chars)bytes);
#else
  // Multiplying lays the eight bits of a little-endian word beside each other in its highest byte.
  uint64_t lanes[2];
  memcpy(lanes, &bytes, sizeof lanes);
  const uint64_t signs = 0x8080808080808080u, gather = 0x0002040810204081u;
  return (((lanes[0] & signs) * gather) >> 56) | ((((lanes[1] & signs) * gather) >> 56) << 8);
#endif
}

static inline parallax_masks parallax_masks_of_16(const uint8_t *p) {
  parallax_bytes bytes;
  memcpy(&bytes, p, sizeof bytes);
  parallax_bytes letters = (parallax_bytes)((parallax_bytes)((bytes | 0x20) - 'a') < 26);
  parallax_bytes digits = (parallax_bytes)((parallax_bytes)(bytes - '0') < 10);
  parallax_bytes underscores = (parallax_bytes)(bytes == '_');
  parallax_masks result = {
    .words = parallax_sign_bits(letters | digits | underscores | bytes),
    .highs = parallax_sign_bits(bytes),
  };
  return result;
}

// Reads 64 bytes.
static inline parallax_masks parallax_word_masks(const void *start) {
  const uint8_t *p = (const uint8_t *)start;
  parallax_masks a = parallax_masks_of_16(p), b = parallax_masks_of_16(p + 16);
  parallax_masks c = parallax_masks_of_16(p + 32), d = parallax_masks_of_16(p + 48);
  parallax_masks result = {
    .words = a.words | b.words << 16 | c.words << 32 | d.words << 48,
    .highs = a.highs | b.highs << 16 | c.highs << 32 | d.highs << 48,
  };
  return result;
}

// Which of 16 bytes are neither ASCII small letters nor spaces, the first byte in the lowest bit.
static inline uint64_t parallax_uncommon_bits(const uint8_t *p) {
  parallax_bytes bytes;
  memcpy(&bytes, p, sizeof bytes);
  parallax_bytes letters = (parallax_bytes)((parallax_bytes)(bytes - 'a') < 26);
  parallax_bytes spaces = (parallax_bytes)(bytes == ' ');
  return parallax_sign_bits(~(letters | spaces));
}

// Copies text in steps of 16 bytes, ASCII capitals as small letters.
static inline void parallax_copy_lowercased(uint8_t *to, const uint8_t *from, long steps) {
  for (long i = 0; i < steps; i++) {
    parallax_bytes bytes;
    memcpy(&bytes, from + 16 * i, sizeof bytes);
    parallax_bytes capitals = (parallax_bytes)((parallax_bytes)(bytes - 'A') < 26);
    bytes |= capitals & 0x20;
    memcpy(to + 16 * i, &bytes, sizeof bytes);
  }
}

typedef float parallax_floats __attribute__((vector_size(32)));
typedef int32_t parallax_ints __attribute__((vector_size(32)));
typedef int8_t parallax_codes __attribute__((vector_size(8)));

// What becomes of a column of numbers and a row of codes.
typedef enum { parallax_codes_set, parallax_codes_add, parallax_codes_raise } parallax_codes_use;

// column = factor * codes, column + factor * codes, or the larger of column and factor * codes; eight at a time.
// The product is rounded before it is added, with and without wide vectors.
static inline __attribute__((always_inline)) void parallax_use_codes_by(
    parallax_codes_use use, float *column, const int8_t *codes, float factor, long count) {
  long i = 0;
  for (; i + 8 <= count; i += 8) {
    parallax_codes eight;
    parallax_floats old;
    memcpy(&eight, codes + i, sizeof eight);
    memcpy(&old, column + i, sizeof old);
    parallax_floats value = factor * __builtin_convertvector(eight, parallax_floats);
    if (use == parallax_codes_add) value = old + value;
    if (use == parallax_codes_raise) {
      parallax_ints larger = value >= old;
      value = (parallax_floats)((larger & (parallax_ints)value) | (~larger & (parallax_ints)old));
    }
    memcpy(column + i, &value, sizeof value);
  }
  for (; i < count; i++) {
    float value = factor * (float)codes[i];
    if (use == parallax_codes_add) value = column[i] + value;
    if (use == parallax_codes_raise) value = value >= column[i] ? value : column[i];
    column[i] = value;
  }
}

typedef float parallax_floats_16 __attribute__((vector_size(64)));
typedef int32_t parallax_ints_16 __attribute__((vector_size(64)));
typedef int8_t parallax_codes_16 __attribute__((vector_size(16)));

// Sixteen components of what parallax_pool_codes makes, from one on.
static inline __attribute__((always_inline)) void parallax_pool_sixteen(
    float *sums, float *rare_sums, float *largest, const int8_t *codes, const long *places,
    const float *factors, const float *rare_factors, long rows, long first) {
  parallax_floats_16 sum = {0}, rare_sum = {0}, most;
  parallax_codes_16 sixteen;
  memcpy(&sixteen, codes + places[0] + first, sizeof sixteen);
  most = factors[0] * __builtin_convertvector(sixteen, parallax_floats_16);
  for (long row = 0; row < rows; row++) {
    memcpy(&sixteen, codes + places[row] + first, sizeof sixteen);
    parallax_floats_16 numbers = __builtin_convertvector(sixteen, parallax_floats_16);
    parallax_floats_16 value = factors[row] * numbers, rare = rare_factors[row] * numbers;
    sum = sum + value;
    rare_sum = rare_sum + rare;
    parallax_ints_16 larger = value >= most;
    most = (parallax_floats_16)((larger & (parallax_ints_16)value) | (~larger & (parallax_ints_16)most));
  }
  memcpy(sums + first, &sum, sizeof sum);
  memcpy(rare_sums + first, &rare_sum, sizeof rare_sum);
  memcpy(largest + first, &most, sizeof most);
}

// Of the rows of codes at some places, component by component: the sums of factor * code and of
// rare factor * code, in the order of the rows, and the largest factor * code. Each product is rounded before it is
// added. There is a row at least, and 16 components: the last sixteen are made apart, whether or not some of them
// were made before.
static inline __attribute__((always_inline)) void parallax_pool_codes_by(
    float *sums, float *rare_sums, float *largest, const int8_t *codes, const long *places,
    const float *factors, const float *rare_factors, long rows, long count) {
  for (long first = 0; first + 16 <= count; first += 16)
    parallax_pool_sixteen(sums, rare_sums, largest, codes, places, factors, rare_factors, rows, first);
  if (count % 16 != 0)
    parallax_pool_sixteen(sums, rare_sums, largest, codes, places, factors, rare_factors, rows, count - 16);
}

typedef int16_t parallax_shorts __attribute__((vector_size(16)));
typedef int16_t parallax_shorts_16 __attribute__((vector_size(32)));

// The dot products of codes with directions of as many components each, one after the other; eight at a time.
static inline __attribute__((always_inline)) void parallax_dot_codes_by(
    int32_t *sums, const int8_t *codes, long count, const int16_t *directions, long width) {
  for (long i = 0; i < width; i++) {
    const int16_t *direction = directions + i * count;
    parallax_ints eight = {0};
    long k = 0;
    for (; k + 8 <= count; k += 8) {
      parallax_codes own;
      parallax_shorts others;
      memcpy(&own, codes + k, sizeof own);
      memcpy(&others, direction + k, sizeof others);
      eight += __builtin_convertvector(own, parallax_ints) * __builtin_convertvector(others, parallax_ints);
    }
    int32_t sum = 0;
    for (int lane = 0; lane < 8; lane++) sum += eight[lane];
    for (; k < count; k++) sum += (int32_t)codes[k] * (int32_t)direction[k];
    sums[i] = sum;
  }
}

// The sum of the squares of codes.
static inline __attribute__((always_inline)) int32_t parallax_squares_by(const int8_t *codes, long count) {
  parallax_ints sums = {0};
  long i = 0;
  for (; i + 8 <= count; i += 8) {
    parallax_codes eight;
    memcpy(&eight, codes + i, sizeof eight);
    parallax_ints numbers = __builtin_convertvector(eight, parallax_ints);
    sums += numbers * numbers;
  }
  int32_t sum = 0;
  for (int lane = 0; lane < 8; lane++) sum += sums[lane];
  for (; i < count; i++) sum += (int32_t)codes[i] * (int32_t)codes[i];
  return sum;
}

#if defined(__x86_64__)
// Four dot products at once, sixteen components at a time, so that codes are widened once for all.
static __attribute__((target("avx2"))) void parallax_dot_codes_by_four(
    int32_t *sums, const int8_t *codes, long count, const int16_t *first, const int16_t *second,
    const int16_t *third, const int16_t *fourth) {
  parallax_ints a = {0}, b = {0}, c = {0}, d = {0};
  long k = 0;
  for (; k + 16 <= count; k += 16) {
    parallax_codes_16 own;
    parallax_shorts_16 others[4];
    memcpy(&own, codes + k, sizeof own);
    memcpy(others, first + k, sizeof others[0]);
    memcpy(others + 1, second + k, sizeof others[1]);
    memcpy(others + 2, third + k, sizeof others[2]);
    memcpy(others + 3, fourth + k, sizeof others[3]);
    parallax_shorts_16 wide = __builtin_convertvector(own, parallax_shorts_16);
    a += (parallax_ints)__builtin_ia32_pmaddwd256(wide, others[0]);
    b += (parallax_ints)__builtin_ia32_pmaddwd256(wide, others[1]);
    c += (parallax_ints)__builtin_ia32_pmaddwd256(wide, others[2]);
    d += (parallax_ints)__builtin_ia32_pmaddwd256(wide, others[3]);
  }
  if (k + 8 <= count) {
    parallax_codes own;
    parallax_shorts others[4];
    memcpy(&own, codes + k, sizeof own);
    memcpy(others, first + k, sizeof others[0]);
    memcpy(others + 1, second + k, sizeof others[1]);
    memcpy(others + 2, third + k, sizeof others[2]);
    memcpy(others + 3, fourth + k, sizeof others[3]);
    parallax_ints wide = __builtin_convertvector(own, parallax_ints);
    a += wide * __builtin_convertvector(others[0], parallax_ints);
    b += wide * __builtin_convertvector(others[1], parallax_ints);
    c += wide * __builtin_convertvector(others[2], parallax_ints);
    d += wide * __builtin_convertvector(others[3], parallax_ints);
    k += 8;
  }
  // Sums of neighbours, twice: of each product the two halves are left.
  parallax_ints halves = __builtin_ia32_phaddd256(__builtin_ia32_phaddd256(a, b), __builtin_ia32_phaddd256(c, d));
  for (int lane = 0; lane < 4; lane++) sums[lane] = halves[lane] + halves[lane + 4];
  for (; k < count; k++) {
    sums[0] += (int32_t)codes[k] * (int32_t)first[k];
    sums[1] += (int32_t)codes[k] * (int32_t)second[k];
    sums[2] += (int32_t)codes[k] * (int32_t)third[k];
    sums[3] += (int32_t)codes[k] * (int32_t)fourth[k];
  }
}
static __attribute__((target("avx2"))) void parallax_dot_codes_wide(
    int32_t *sums, const int8_t *codes, long count, const int16_t *directions, long width) {
  for (long i = 0; i < width; i += 4) {
    // The last directions stand in for those that are not there.
    const int16_t *last = directions + (width - 1) * count, *four[4];
    for (int lane = 0; lane < 4; lane++) four[lane] = i + lane < width ? directions + (i + lane) * count : last;
    int32_t own[4];
    parallax_dot_codes_by_four(own, codes, count, four[0], four[1], four[2], four[3]);
    memcpy(sums + i, own, sizeof(int32_t) * (size_t)(width - i < 4 ? width - i : 4));
  }
}
static __attribute__((target("avx2"))) int32_t parallax_squares_wide(const int8_t *codes, long count) {
  parallax_ints sums = {0};
  long k = 0;
  for (; k + 16 <= count; k += 16) {
    parallax_codes_16 own;
    memcpy(&own, codes + k, sizeof own);
    parallax_shorts_16 wide = __builtin_convertvector(own, parallax_shorts_16);
    sums += (parallax_ints)__builtin_ia32_pmaddwd256(wide, wide);
  }
  parallax_ints halves = __builtin_ia32_phaddd256(sums, sums);
  halves = __builtin_ia32_phaddd256(halves, halves);
  return halves[0] + halves[4] + (k < count ? parallax_squares_by(codes + k, count - k) : 0);
}
static __attribute__((target("avx2"))) void parallax_pool_codes_wide(
    float *sums, float *rare_sums, float *largest, const int8_t *codes, const long *places,
    const float *factors, const float *rare_factors, long rows, long count) {
  parallax_pool_codes_by(sums, rare_sums, largest, codes, places, factors, rare_factors, rows, count);
}
static __attribute__((target("avx2"))) void parallax_add_codes_wide(
    float *column, const int8_t *codes, float factor, long count) {
  parallax_use_codes_by(parallax_codes_add, column, codes, factor, count);
}
static __attribute__((target("avx2"))) void parallax_raise_codes_wide(
    float *column, const int8_t *codes, float factor, long count) {
  parallax_use_codes_by(parallax_codes_raise, column, codes, factor, count);
}
static inline int parallax_has_wide_vectors(void) { return __builtin_cpu_supports("avx2"); }
#else
#define parallax_dot_codes_wide(a, b, c, d, e) (void)0
#define parallax_squares_wide(a, b) 0
#define parallax_pool_codes_wide(a, b, c, d, e, f, g, h, i) (void)0
#define parallax_add_codes_wide(column, codes, factor, count) (void)0
#define parallax_raise_codes_wide(column, codes, factor, count) (void)0
static inline int parallax_has_wide_vectors(void) { return 0; }
#endif

static inline void parallax_set_codes(float *column, const int8_t *codes, float factor, long count) {
  parallax_use_codes_by(parallax_codes_set, column, codes, factor, count);
}
static inline void parallax_add_codes(float *column, const int8_t *codes, float factor, long count) {
  if (parallax_has_wide_vectors()) {
    parallax_add_codes_wide(column, codes, factor, count);
  } else {
    parallax_use_codes_by(parallax_codes_add, column, codes, factor, count);
  }
}
static inline void parallax_raise_codes(float *column, const int8_t *codes, float factor, long count) {
  if (parallax_has_wide_vectors()) {
    parallax_raise_codes_wide(column, codes, factor, count);
  } else {
    parallax_use_codes_by(parallax_codes_raise, column, codes, factor, count);
  }
}
static inline void parallax_dot_codes(
    int32_t *sums, const int8_t *codes, long count, const int16_t *directions, long width) {
  if (parallax_has_wide_vectors()) {
    parallax_dot_codes_wide(sums, codes, count, directions, width);
  } else {
    parallax_dot_codes_by(sums, codes, count, directions, width);
  }
}
static inline int32_t parallax_squares(const int8_t *codes, long count) {
  return parallax_has_wide_vectors() ? parallax_squares_wide(codes, count) : parallax_squares_by(codes, count);
}
static inline void parallax_pool_codes(
    float *sums, float *rare_sums, float *largest, const int8_t *codes, const long *places,
    const float *factors, const float *rare_factors, long rows, long count) {
  if (parallax_has_wide_vectors()) {
    parallax_pool_codes_wide(sums, rare_sums, largest, codes, places, factors, rare_factors, rows, count);
  } else {
    parallax_pool_codes_by(sums, rare_sums, largest, codes, places, factors, rare_factors, rows, count);
  }
}

// Asks for the cache line of an address, which is about to be read and written.
static inline void parallax_prefetch(const void *address) { __builtin_prefetch(address, 1, 3); }

typedef uint32_t parallax_words __attribute__((vector_size(16)));

// The number that stands eight places behind a tag in a line of eight tags and eight numbers; 0 where the tag is not
// among them. Free places have the number 0.
static inline uint32_t parallax_tagged_number(const uint32_t *line, uint32_t tag) {
  parallax_words tags[2], numbers[2], wanted = {tag, tag, tag, tag};
  memcpy(tags, line, sizeof tags);
  memcpy(numbers, line + 8, sizeof numbers);
  parallax_words found = ((parallax_words)(tags[0] == wanted) & numbers[0])
    | ((parallax_words)(tags[1] == wanted) & numbers[1]);
  uint64_t halves[2];
  memcpy(halves, &found, sizeof halves);
  uint64_t both = halves[0] | halves[1];
  return (uint32_t)(both | both >> 32);
}

typedef double parallax_doubles __attribute__((vector_size(16)));
typedef int64_t parallax_longs __attribute__((vector_size(16)));

static inline parallax_longs parallax_reaches(parallax_doubles x, parallax_doubles least) {
  return (parallax_doubles)((parallax_longs)x & INT64_MAX) >= least;
}

// Sums over words, from one on, of share times value and of share times squared distance from a mean, for up to four
// values a word, side by side; until a word's share times distance reaches the least of any, which is returned with
// its four products, or all words are counted. Means, leasts, sums and products are four each. Each product is rounded
// before it is added.
static inline long parallax_tally(
    const float *values, long stride, long lanes, const int32_t *rows, const double *shares, long word, long count,
    const double *means, const double *leasts, double *sums, double *squares, double *products) {
  parallax_doubles m[2], l[2], a[2], b[2], x[2] = {{0, 0}, {0, 0}};
  memcpy(m, means, sizeof m);
  memcpy(l, leasts, sizeof l);
  memcpy(a, sums, sizeof a);
  memcpy(b, squares, sizeof b);
  for (; word < count; word++) {
    const float *p = values + rows[word] * stride;
    float four[4] = {0, 0, 0, 0};
    if (lanes == 4) {
      memcpy(four, p, sizeof four);
    } else {
      // A loop over lanes would become a call.
      four[0] = p[0];
      if (lanes > 1) four[1] = p[1];
      if (lanes > 2) four[2] = p[2];
    }
    parallax_doubles share = {shares[word], shares[word]};
    parallax_doubles c[2] = {{four[0], four[1]}, {four[2], four[3]}};
    for (int half = 0; half < 2; half++) {
      parallax_doubles distance = c[half] - m[half], value = share * c[half];
      x[half] = share * distance;
      parallax_doubles square = x[half] * distance;
      a[half] = a[half] + value;
      b[half] = b[half] + square;
    }
    parallax_longs reached = parallax_reaches(x[0], l[0]) | parallax_reaches(x[1], l[1]);
    if (reached[0] | reached[1]) break;
  }
  memcpy(sums, a, sizeof a);
  memcpy(squares, b, sizeof b);
  memcpy(products, x, sizeof x);
  return word;
}

// The bytes of 16 that end a stretch of plain text in a JSON string: quotes, backslashes and control characters.
static inline uint64_t parallax_json_marks_of_16(const uint8_t *p) {
  parallax_bytes bytes;
  memcpy(&bytes, p, sizeof bytes);
  parallax_bytes quotes = (parallax_bytes)(bytes == '"');
  parallax_bytes slashes = (parallax_bytes)(bytes == '\\');
  parallax_bytes controls = (parallax_bytes)(bytes < 0x20);
  return parallax_sign_bits(quotes | slashes | controls);
}

// How many bytes stand before the first of those; all where there is none.
static inline size_t parallax_json_plain_length(const uint8_t *bytes, size_t length) {
  size_t place = 0;
  for (; place + 16 <= length; place += 16) {
    uint64_t marks = parallax_json_marks_of_16(bytes + place);
    if (marks) return place + (size_t)__builtin_ctzll(marks);
  }
  while (place < length && bytes[place] >= 0x20 && bytes[place] != '"' && bytes[place] != '\\') place++;
  return place;
}

// Copies the bytes that stand before the first backslash, all where there is none, and counts them. Up to 15 bytes
// more are written behind them.
static inline size_t parallax_json_copy_plain(uint8_t *target, const uint8_t *bytes, size_t length) {
  size_t place = 0;
  for (; place + 16 <= length; place += 16) {
    parallax_bytes part;
    memcpy(&part, bytes + place, sizeof part);
    memcpy(target + place, &part, sizeof part);
    uint64_t slashes = parallax_sign_bits((parallax_bytes)(part == '\\'));
    if (slashes) return place + (size_t)__builtin_ctzll(slashes);
  }
  for (; place < length && bytes[place] != '\\'; place++) target[place] = bytes[place];
  return place;
}

#endif

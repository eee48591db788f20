// What the Swift standard library cannot say: the sign bits of a vector as a number, and a prefetch.
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

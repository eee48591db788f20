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

#if defined(__x86_64__)
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

// Asks for the cache line of an address, which is about to be read and written.
static inline void parallax_prefetch(const void *address) { __builtin_prefetch(address, 1, 3); }

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

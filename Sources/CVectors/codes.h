// Loops over rows of small numbers, the codes of term vectors, that use wider vectors where the processor has them.
#ifndef PARALLAX_CODES_H
#define PARALLAX_CODES_H

#include <stdint.h>
#include <string.h>

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

#endif

// Prototypes of the LAPACK routines in use. Debian's liblapack-dev ships no header, and LAPACKE would
// be one more library for six calls. Integers are 32 bits wide (LP64); gfortran passes the length of
// each character argument as a hidden size_t at the end.
#ifndef PARALLAX_CLAPACK_SHIM_H
#define PARALLAX_CLAPACK_SHIM_H
#include <stddef.h>
#include <stdint.h>

void sgeqrf_(const int32_t *m, const int32_t *n, float *a, const int32_t *lda, float *tau, float *work,
             const int32_t *lwork, int32_t *info);
void sorgqr_(const int32_t *m, const int32_t *n, const int32_t *k, float *a, const int32_t *lda,
             const float *tau, float *work, const int32_t *lwork, int32_t *info);
void sgesdd_(const char *jobz, const int32_t *m, const int32_t *n, float *a, const int32_t *lda, float *s,
             float *u, const int32_t *ldu, float *vt, const int32_t *ldvt, float *work,
             const int32_t *lwork, int32_t *iwork, int32_t *info, size_t jobz_length);
void spotrf_(const char *uplo, const int32_t *n, float *a, const int32_t *lda, int32_t *info,
             size_t uplo_length);
void ilaver_(int32_t *major, int32_t *minor, int32_t *patch);

#endif

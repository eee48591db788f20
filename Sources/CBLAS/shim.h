// The C interface of whichever BLAS the machine has; Debian keeps the cblas_* symbols inside libblas.
#include <cblas.h>

// dladdr(3), which glibc declares for GNU sources only: tells which file a function came from.
typedef struct {
  const char *file;
  void *base;
  const char *symbol;
  void *address;
} parallax_symbol_info;
int parallax_dladdr(const void *address, parallax_symbol_info *info) __asm__("dladdr");

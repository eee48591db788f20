// The machine's zstd: streaming decompression.
#include <zstd.h>

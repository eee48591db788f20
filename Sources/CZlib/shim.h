// The machine's zlib: raw deflate streams and CRC-32, as zip archives have them.
#include <zlib.h>

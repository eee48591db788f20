// The machine's libstemmer: the Snowball stemmers. Debian's has no pkg-config file, only a link name.
#include <libstemmer.h>

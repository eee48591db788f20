// The settings of the C library's heap, which the standard library's module leaves out.
#ifndef PARALLAX_CMALLOC_H
#define PARALLAX_CMALLOC_H

#include <malloc.h>

#endif

// libxml2's HTML parser as three callbacks, without its own types: its headers include ICU's, which clash with
// Foundation's copy of them.
#ifndef PARALLAX_HTML_PARSER_H
#define PARALLAX_HTML_PARSER_H

#include <stddef.h>

typedef struct {
  // An element begins; `attributes` is null, or name, value, name, value, ..., null. A value may be null.
  void (*start)(void *context, const char *name, const char *const *attributes);
  void (*end)(void *context, const char *name);
  // Text, entities resolved; it may come in pieces.
  void (*text)(void *context, const char *bytes, int length);
} parallax_html_handler;

// Parses UTF-8. No network, no entities from files, no messages; whatever the document says of its encoding
// is not believed. Returns 0, or -1 where memory ran out before parsing began.
int parallax_html_parse(const char *bytes, size_t length, const parallax_html_handler *handler, void *context);

#endif

// simdjson for objects of one line each, behind a C header.
#ifndef PARALLAX_SIMDJSON_H
#define PARALLAX_SIMDJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct parallax_json_parser parallax_json_parser;

enum {
  PARALLAX_JSON_ABSENT = 0,
  PARALLAX_JSON_NULL = 1,
  PARALLAX_JSON_STRING = 2,
  PARALLAX_JSON_INTEGER = 3,
  PARALLAX_JSON_OTHER = 4
};

typedef struct {
  // The bytes of a string, unescaped, which live until the next parse.
  const char *bytes;
  size_t length;
  int64_t integer;
  int kind;
} parallax_json_value;

// Null where memory ran out.
parallax_json_parser *parallax_json_new(void);
void parallax_json_free(parallax_json_parser *parser);

// How many bytes beyond a document's end must be readable.
size_t parallax_json_padding(void);

// Checks a whole document and keeps it. 0, or an error's number.
int parallax_json_parse(parallax_json_parser *parser, const char *bytes, size_t length);

// Whether the document is an object.
int parallax_json_is_object(const parallax_json_parser *parser);

// The values of an object's keys; where a key stands twice the last one counts.
void parallax_json_fields(const parallax_json_parser *parser, const char *const *keys, const size_t *lengths,
                          size_t count, parallax_json_value *values);

// What an error's number means.
const char *parallax_json_message(int error);
// Whether an error says that the bytes are not UTF-8.
int parallax_json_is_encoding_error(int error);

// Whether bytes are UTF-8.
int parallax_utf8_is_valid(const char *bytes, size_t length);

#ifdef __cplusplus
}
#endif

#endif

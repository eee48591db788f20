#include "CSimdjson.h"

#include <cstring>
#include <new>

#include <simdjson.h>

struct parallax_json_parser {
  simdjson::dom::parser parser;
  simdjson::dom::element document;
};

parallax_json_parser *parallax_json_new(void) { return new (std::nothrow) parallax_json_parser; }

void parallax_json_free(parallax_json_parser *parser) { delete parser; }

size_t parallax_json_padding(void) { return simdjson::SIMDJSON_PADDING; }

int parallax_json_parse(parallax_json_parser *parser, const char *bytes, size_t length) {
  parser->document = simdjson::dom::element();
  return parser->parser.parse(bytes, length, false).get(parser->document);
}

int parallax_json_is_object(const parallax_json_parser *parser) { return parser->document.is_object(); }

static void read(simdjson::dom::element element, parallax_json_value *value) {
  *value = {nullptr, 0, 0, PARALLAX_JSON_OTHER};
  std::string_view text;
  if (element.get(text) == simdjson::SUCCESS) {
    value->kind = PARALLAX_JSON_STRING;
    value->bytes = text.data();
    value->length = text.size();
  } else if (element.get(value->integer) == simdjson::SUCCESS) {
    value->kind = PARALLAX_JSON_INTEGER;
  } else if (element.is_null()) {
    value->kind = PARALLAX_JSON_NULL;
  }
}

void parallax_json_fields(const parallax_json_parser *parser, const char *const *keys, const size_t *lengths,
                          size_t count, parallax_json_value *values) {
  for (size_t k = 0; k < count; k++) values[k] = {nullptr, 0, 0, PARALLAX_JSON_ABSENT};
  simdjson::dom::object object;
  if (parser->document.get(object) != simdjson::SUCCESS) return;
  for (auto field : object) {
    for (size_t k = 0; k < count; k++) {
      if (field.key.size() == lengths[k] && std::memcmp(field.key.data(), keys[k], lengths[k]) == 0) {
        read(field.value, &values[k]);
      }
    }
  }
}

const char *parallax_json_message(int error) {
  return simdjson::error_message(static_cast<simdjson::error_code>(error));
}

int parallax_json_is_encoding_error(int error) { return error == simdjson::UTF8_ERROR; }

int parallax_utf8_is_valid(const char *bytes, size_t length) { return simdjson::validate_utf8(bytes, length); }

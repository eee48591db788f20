#include "CHTMLParser.h"

#include <limits.h>
#include <string.h>

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

typedef struct {
  const parallax_html_handler *handler;
  void *context;
} receiver;

static void start_element(void *user, const xmlChar *name, const xmlChar **attributes) {
  receiver *to = user;
  to->handler->start(to->context, (const char *)name, (const char *const *)attributes);
}

static void end_element(void *user, const xmlChar *name) {
  receiver *to = user;
  to->handler->end(to->context, (const char *)name);
}

static void characters(void *user, const xmlChar *bytes, int length) {
  receiver *to = user;
  to->handler->text(to->context, (const char *)bytes, length);
}

static void ignore_error(void *user, const char *message, ...) {
  (void)user;
  (void)message;
}

int parallax_html_parse(const char *bytes, size_t length, const parallax_html_handler *handler, void *context) {
  if (length == 0) return 0;
  if (length > INT_MAX) return -1;
  htmlParserCtxtPtr parser = htmlCreateMemoryParserCtxt(bytes, (int)length);
  if (parser == NULL) return -1;
  receiver to = {handler, context};
  xmlSAXHandler sax;
  memset(&sax, 0, sizeof sax);
  sax.startElement = start_element;
  sax.endElement = end_element;
  sax.characters = characters;
  // What the parser takes for layout is still the space between two words.
  sax.ignorableWhitespace = characters;
  // The text of scripts and styles.
  sax.cdataBlock = characters;
  sax.warning = ignore_error;
  sax.error = ignore_error;
  sax.fatalError = ignore_error;
  *parser->sax = sax;
  parser->userData = &to;
  htmlCtxtUseOptions(parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                 HTML_PARSE_NONET | HTML_PARSE_COMPACT | HTML_PARSE_IGNORE_ENC | XML_PARSE_HUGE);
  xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
  htmlParseDocument(parser);
  htmlFreeParserCtxt(parser);
  return 0;
}

#include "CReadingModels.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t main_text[] = {
#embed "../../Models/main-text/model.json"
};

static const uint8_t article_lines[] = {
#embed "../../Models/article-lines/model.json"
};

const uint8_t *parallax_main_text_model(size_t *count) {
  *count = sizeof main_text;
  return main_text;
}

const uint8_t *parallax_article_lines_model(size_t *count) {
  *count = sizeof article_lines;
  return article_lines;
}

// The models of reading as bytes in the program, so that a copied binary reads as well as one in its place.
#ifndef PARALLAX_READING_MODELS_H
#define PARALLAX_READING_MODELS_H

#include <stddef.h>
#include <stdint.h>

// Each returns the bytes of a model's file and sets their number.
const uint8_t *parallax_main_text_model(size_t *count);
const uint8_t *parallax_article_lines_model(size_t *count);

#endif

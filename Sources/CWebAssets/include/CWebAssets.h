// The page of the service as bytes in the program, so that a copied binary serves it as well.
#ifndef PARALLAX_WEB_ASSETS_H
#define PARALLAX_WEB_ASSETS_H

#include <stddef.h>
#include <stdint.h>

// Each returns the bytes of a file and sets their number.
const uint8_t *parallax_web_page(size_t *count);
const uint8_t *parallax_web_script(size_t *count);
const uint8_t *parallax_web_profile(size_t *count);
const uint8_t *parallax_web_input(size_t *count);
const uint8_t *parallax_web_desk(size_t *count);
const uint8_t *parallax_web_style(size_t *count);
const uint8_t *parallax_web_interface(size_t *count);

#endif

#include "CWebAssets.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t page[] = {
#embed "page.html"
};

static const uint8_t script[] = {
#embed "app.js"
};

static const uint8_t profile[] = {
#embed "profile.js"
};

static const uint8_t input[] = {
#embed "input.js"
};

static const uint8_t desk[] = {
#embed "desk.js"
};

static const uint8_t style[] = {
#embed "app.css"
};

static const uint8_t interface[] = {
#embed "openapi.json"
};

const uint8_t *parallax_web_page(size_t *count) {
  *count = sizeof page;
  return page;
}

const uint8_t *parallax_web_script(size_t *count) {
  *count = sizeof script;
  return script;
}

const uint8_t *parallax_web_profile(size_t *count) {
  *count = sizeof profile;
  return profile;
}

const uint8_t *parallax_web_input(size_t *count) {
  *count = sizeof input;
  return input;
}

const uint8_t *parallax_web_desk(size_t *count) {
  *count = sizeof desk;
  return desk;
}

const uint8_t *parallax_web_style(size_t *count) {
  *count = sizeof style;
  return style;
}

const uint8_t *parallax_web_interface(size_t *count) {
  *count = sizeof interface;
  return interface;
}

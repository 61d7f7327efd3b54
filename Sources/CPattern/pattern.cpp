#include "CPattern.h"

#include <re2/re2.h>

struct cpt_pattern {
  re2::RE2 expression;

  cpt_pattern(re2::StringPiece text, const re2::RE2::Options &options)
      : expression(text, options) {}
};

extern "C" cpt_pattern *cpt_make(const char *text, size_t length) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_never_capture(true);
  auto *pattern = new cpt_pattern(re2::StringPiece(text, length), options);
  if (pattern->expression.ok()) return pattern;
  delete pattern;
  return nullptr;
}

extern "C" void cpt_free(cpt_pattern *pattern) { delete pattern; }

extern "C" bool cpt_finds(const cpt_pattern *pattern, const char *text, size_t length) {
  return pattern->expression.Match(
      re2::StringPiece(text, length), 0, length, re2::RE2::UNANCHORED, nullptr, 0);
}

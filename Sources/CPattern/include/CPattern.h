#ifndef CPATTERN_H
#define CPATTERN_H

// The part of RE2 that searching texts needs. It takes time in step with the length of the text,
// whatever the pattern: an expression that is tried in ever more ways would not end.

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct cpt_pattern cpt_pattern;

/// NULL where the text is no regular expression, or one that would be too large.
cpt_pattern *cpt_make(const char *text, size_t length);
void cpt_free(cpt_pattern *pattern);

/// Whether the pattern fits some part of the text; may be called by several threads.
bool cpt_finds(const cpt_pattern *pattern, const char *text, size_t length);

#ifdef __cplusplus
}
#endif
#endif

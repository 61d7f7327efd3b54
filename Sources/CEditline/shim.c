#define _GNU_SOURCE
#include "CEditline.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

EditLine *cel_open(const char *program, int input, int output) {
  // One stream for all editors, never closed: libedit keeps it to the end.
  static FILE *nowhere = NULL;
  if (nowhere == NULL) nowhere = fopen("/dev/null", "we");
  if (nowhere == NULL) return NULL;
  return el_init_fd(program, stdin, nowhere, nowhere, input, output, output);
}

void cel_close(EditLine *editor) { el_end(editor); }

int cel_set_state(EditLine *editor, void *state) {
  return el_set(editor, EL_CLIENTDATA, state);
}

void *cel_state(EditLine *editor) {
  void *state = NULL;
  el_get(editor, EL_CLIENTDATA, &state);
  return state;
}

int cel_set_reader(EditLine *editor, cel_reader reader) {
  return el_set(editor, EL_GETCFN, reader);
}

int cel_set_keys(EditLine *editor, const char *name) {
  return el_set(editor, EL_EDITOR, name);
}

int cel_add_command(
    EditLine *editor, const char *name, const char *help, cel_command command) {
  return el_set(editor, EL_ADDFN, name, help, command);
}

int cel_bind(EditLine *editor, const char *key, const char *command) {
  return el_set(editor, EL_BIND, key, command, (char *)NULL);
}

int cel_bind_alternative(EditLine *editor, const char *key, const char *command) {
  return el_set(editor, EL_BIND, "-a", key, command, (char *)NULL);
}

int cel_set_terminal_mode(EditLine *editor, const char *mode, const char *flag) {
  return el_set(editor, EL_SETTY, mode, flag, (char *)NULL);
}

int cel_prepare_terminal(EditLine *editor, bool edits) {
  return el_set(editor, EL_PREP_TERM, edits ? 1 : 0);
}

// What UTF-8 cannot hold becomes the replacement character.
static unsigned valid(wchar_t character) {
  unsigned value = (unsigned)character;
  return value > 0x10FFFF || (value >= 0xD800 && value < 0xE000) ? 0xFFFD : value;
}

static size_t width(unsigned value) {
  return value < 0x80 ? 1 : value < 0x800 ? 2 : value < 0x10000 ? 3 : 4;
}

size_t cel_text_size(EditLine *editor, size_t *cursor) {
  const LineInfoW *line = el_wline(editor);
  size_t size = 0;
  *cursor = 0;
  for (const wchar_t *place = line->buffer; place < line->lastchar; place++) {
    if (place == line->cursor) *cursor = size;
    size += width(valid(*place));
  }
  if (line->cursor >= line->lastchar) *cursor = size;
  return size;
}

void cel_copy_text(EditLine *editor, unsigned char *target) {
  const LineInfoW *line = el_wline(editor);
  for (const wchar_t *place = line->buffer; place < line->lastchar; place++) {
    unsigned value = valid(*place);
    size_t count = width(value);
    if (count == 1) {
      *target++ = (unsigned char)value;
      continue;
    }
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    *target++ = (unsigned char)(lead[count] | value >> 6 * (count - 1));
    for (size_t rest = count - 1; rest > 0; rest--) {
      *target++ = (unsigned char)(0x80 | (value >> 6 * (rest - 1) & 0x3F));
    }
  }
}

int cel_run(EditLine *editor, const char *line) {
  Tokenizer *words = tok_init(NULL);
  if (words == NULL) return -1;
  int count = 0;
  const char **list = NULL;
  int result = 0;
  if (tok_str(words, line, &count, &list) == 0 && count > 0 && list[0][0] != '#') {
    result = el_parse(editor, count, list);
  }
  tok_end(words);
  return result;
}

char cel_keys_asked(const char *program, const char *line) {
  Tokenizer *words = tok_init(NULL);
  if (words == NULL) return 0;
  int count = 0;
  const char **list = NULL;
  char result = 0;
  if (tok_str(words, line, &count, &list) == 0 && count == 2) {
    const char *command = list[0];
    const char *colon = strchr(command, ':');
    bool meant = true;
    if (colon != NULL) {
      size_t length = (size_t)(colon - command);
      meant = length == strlen(program) && strncmp(command, program, length) == 0;
      command = colon + 1;
    }
    if (meant && strcmp(command, "bind") == 0) {
      if (strcmp(list[1], "-v") == 0) result = 'v';
      if (strcmp(list[1], "-e") == 0) result = 'e';
    }
  }
  tok_end(words);
  return result;
}

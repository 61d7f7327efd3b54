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

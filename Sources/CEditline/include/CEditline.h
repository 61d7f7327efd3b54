#ifndef CEDITLINE_H
#define CEDITLINE_H

// Swift cannot call the variadic functions of histedit.h, and a signal handler must not be Swift:
// this is both, and nothing else. libedit keeps the text, the keys and the terminal's modes; its
// own drawing goes nowhere, because it can show neither combining marks nor continuation prompts.

#include <histedit.h>
#include <stdbool.h>
#include <stddef.h>

typedef unsigned char (*cel_command)(EditLine *, int);
typedef int (*cel_reader)(EditLine *, wchar_t *);

/// An editor on two descriptors of one terminal that draws nothing; NULL where there is none.
EditLine *cel_open(const char *program, int input, int output);
void cel_close(EditLine *editor);

int cel_set_state(EditLine *editor, void *state);
void *cel_state(EditLine *editor);
int cel_set_reader(EditLine *editor, cel_reader reader);
int cel_set_keys(EditLine *editor, const char *name);
int cel_add_command(
    EditLine *editor, const char *name, const char *help, cel_command command);
int cel_bind(EditLine *editor, const char *key, const char *command);
/// Binds in the map of vi's command mode.
int cel_bind_alternative(EditLine *editor, const char *key, const char *command);
int cel_set_terminal_mode(EditLine *editor, const char *mode, const char *flag);
int cel_prepare_terminal(EditLine *editor, bool edits);
/// Bytes of the text in UTF-8, and how many of them stand before the cursor.
size_t cel_text_size(EditLine *editor, size_t *cursor);
/// Fills as many bytes. `el_line` would encode the text three times over.
void cel_copy_text(EditLine *editor, unsigned char *target);
/// Runs one line of an editrc file; 0 if it was understood or not meant for this program.
int cel_run(EditLine *editor, const char *line);
/// Whether a line of an editrc file asks for `bind -v` (`'v'`), `bind -e` (`'e'`) or neither (0).
char cel_keys_asked(const char *program, const char *line);

/// A character that no keyboard sends in UTF-8, for an escape key pressed alone.
#define CEL_ESCAPE_ALONE 0x9F

/// Columns and rows of a terminal; false where the descriptor is none or tells nothing.
bool cel_size(int descriptor, int *columns, int *rows);

/// 1 readable or hung up, 0 time is over, -1 a signal came. No time limit below zero.
int cel_wait(int descriptor, int milliseconds);

/// Handlers for SIGWINCH and SIGCONT; both end `cel_wait`.
void cel_watch_screen(void);
bool cel_take_resized(void);
bool cel_take_continued(void);

/// SIGINT sets a flag from here on.
void cel_watch_interrupts(void);
bool cel_interrupted(void);
void cel_set_interrupted(bool flag);

/// SIGBUS, which is how the system says that pages of a mapped file are no longer there, ends the
/// process with a message and status 1. The message is kept, not copied.
void cel_watch_lost_pages(const char *message);

/// Keeps the terminal's modes and gives them back when the process ends, by itself or by a signal.
void cel_guard_terminal(int descriptor);
/// What is written to the terminal before it is given back: modes switched on by escapes.
void cel_set_guarded(bool active);
void cel_set_guarded_screen(bool active);
void cel_restore_terminal(void);

/// Characters one at a time and unechoed, for the pager; end it to give back what was before.
bool cel_begin_raw(int descriptor);
void cel_end_raw(int descriptor);
/// Between the two: ^C is a signal again, and nothing else is; keys wait unechoed.
void cel_pause_raw(int descriptor);

/// Stops the process group as ^Z does, with the default action, and returns when it goes on.
void cel_suspend(void);

/// The locale's characters, C.UTF-8 where the environment's are not UTF-8; false if neither is.
bool cel_use_utf8(void);

#endif

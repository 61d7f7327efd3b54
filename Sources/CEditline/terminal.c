#define _GNU_SOURCE
#include "CEditline.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <termios.h>
#include <unistd.h>

// Handlers read and write only these; lock-free atomics are safe in a handler.
static atomic_bool resized, continued, interrupted;
static atomic_bool guarded, guarded_screen;
static atomic_int guarded_descriptor = -1;
static struct termios kept;

bool cel_size(int descriptor, int *columns, int *rows) {
  struct winsize size;
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0) return false;
  if (size.ws_col == 0 || size.ws_row == 0) return false;
  *columns = size.ws_col;
  *rows = size.ws_row;
  return true;
}

static void on_screen_signal(int number) {
  if (number == SIGWINCH) resized = true;
  if (number == SIGCONT) continued = true;
}

void cel_watch_screen(void) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_screen_signal;
  sigemptyset(&action.sa_mask);
  sigaction(SIGWINCH, &action, NULL);
  sigaction(SIGCONT, &action, NULL);
}

bool cel_take_resized(void) { return atomic_exchange(&resized, false); }
bool cel_take_continued(void) { return atomic_exchange(&continued, false); }

int cel_wait(int descriptor, int milliseconds) {
  // Signals are held back until pselect waits: one that comes just before is not slept through.
  sigset_t held, before;
  sigemptyset(&held);
  sigaddset(&held, SIGWINCH);
  sigaddset(&held, SIGCONT);
  sigprocmask(SIG_BLOCK, &held, &before);
  int result = -1;
  if (!resized && !continued) {
    fd_set set;
    FD_ZERO(&set);
    FD_SET(descriptor, &set);
    struct timespec limit = {milliseconds / 1000, (milliseconds % 1000) * 1000000L};
    int count = pselect(
        descriptor + 1, &set, NULL, NULL, milliseconds < 0 ? NULL : &limit, &before);
    // Anything but a signal is for `read` to report.
    result = count < 0 ? (errno == EINTR ? -1 : 1) : count;
  }
  sigprocmask(SIG_SETMASK, &before, NULL);
  return result;
}

static void on_interrupt(int number) {
  (void)number;
  interrupted = true;
}

void cel_watch_interrupts(void) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_interrupt;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, NULL);
}

bool cel_interrupted(void) {
  return atomic_load_explicit(&interrupted, memory_order_relaxed);
}

void cel_set_interrupted(bool flag) { interrupted = flag; }

static const char *lost_pages;

static void on_lost_pages(int number) {
  (void)number;
  ssize_t done = write(2, lost_pages, strlen(lost_pages));
  (void)done;
  _exit(1);
}

void cel_watch_lost_pages(const char *message) {
  lost_pages = message;
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_lost_pages;
  action.sa_flags = (int)(SA_ONSTACK | SA_RESETHAND);
  sigemptyset(&action.sa_mask);
  sigaction(SIGBUS, &action, NULL);
}

void cel_restore_terminal(void) {
  int saved = errno;
  int descriptor = guarded_descriptor;
  if (descriptor >= 0) {
    if (atomic_exchange(&guarded_screen, false)) {
      static const char leave[] = "\033[?1049l\033[?25h\033[0m";
      ssize_t done = write(descriptor, leave, sizeof leave - 1);
      (void)done;
    }
    if (atomic_exchange(&guarded, false)) {
      static const char leave[] = "\033[?2004l\033[?25h\033[0m\r\n";
      ssize_t done = write(descriptor, leave, sizeof leave - 1);
      (void)done;
    }
    tcsetattr(descriptor, TCSANOW, &kept);
  }
  errno = saved;
}

static const int deadly[] = {
    SIGTERM, SIGHUP, SIGQUIT, SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT};
enum { deadly_count = sizeof deadly / sizeof deadly[0] };
static struct sigaction before[deadly_count];

static void on_deadly_signal(int number, siginfo_t *info, void *context) {
  (void)context;
  cel_restore_terminal();
  // What was in force before ends the process: the default, or a writer of backtraces.
  for (size_t i = 0; i < deadly_count; i++) {
    if (deadly[i] == number) sigaction(number, &before[i], NULL);
  }
  bool faulted = number == SIGSEGV || number == SIGBUS || number == SIGILL || number == SIGFPE;
  // A faulty instruction faults again on return, and tells the other handler its address.
  if (faulted && info != NULL && info->si_code > 0) return;
  raise(number);
}

void cel_guard_terminal(int descriptor) {
  if (guarded_descriptor >= 0 || tcgetattr(descriptor, &kept) != 0) return;
  guarded_descriptor = descriptor;
  atexit(cel_restore_terminal);
  // A stack of its own, so that running out of the other one is handled too.
  static char handler_stack[65536];
  stack_t stack = {.ss_sp = handler_stack, .ss_size = sizeof handler_stack};
  stack_t present;
  if (sigaltstack(NULL, &present) == 0 && (present.ss_flags & SS_DISABLE) != 0) {
    sigaltstack(&stack, NULL);
  }
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = on_deadly_signal;
  action.sa_flags = (int)(SA_SIGINFO | SA_NODEFER | SA_ONSTACK);
  sigemptyset(&action.sa_mask);
  for (size_t i = 0; i < deadly_count; i++) {
    // What was told to ignore a signal (nohup) goes on ignoring it.
    if (sigaction(deadly[i], NULL, &before[i]) == 0 && before[i].sa_handler != SIG_IGN) {
      sigaction(deadly[i], &action, NULL);
    }
  }
}

void cel_set_guarded(bool active) { guarded = active; }
void cel_set_guarded_screen(bool active) { guarded_screen = active; }

static struct termios before_raw;

bool cel_begin_raw(int descriptor) {
  if (tcgetattr(descriptor, &before_raw) != 0) return false;
  struct termios raw = before_raw;
  raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG | IEXTEN);
  raw.c_iflag &= ~(tcflag_t)(ICRNL | IXON);
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  return tcsetattr(descriptor, TCSADRAIN, &raw) == 0;
}

void cel_pause_raw(int descriptor) {
  struct termios waiting = before_raw;
  waiting.c_lflag &= ~(tcflag_t)(ICANON | ECHO | IEXTEN);
  waiting.c_lflag |= (tcflag_t)ISIG;
  waiting.c_iflag &= ~(tcflag_t)(ICRNL | IXON);
  waiting.c_cc[VQUIT] = _POSIX_VDISABLE;
  waiting.c_cc[VSUSP] = _POSIX_VDISABLE;
  waiting.c_cc[VMIN] = 1;
  waiting.c_cc[VTIME] = 0;
  tcsetattr(descriptor, TCSADRAIN, &waiting);
}

void cel_end_raw(int descriptor) { tcsetattr(descriptor, TCSADRAIN, &before_raw); }

void cel_suspend(void) { kill(0, SIGTSTP); }

bool cel_use_utf8(void) {
  setlocale(LC_CTYPE, "");
  if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return true;
  return setlocale(LC_CTYPE, "C.UTF-8") != NULL || setlocale(LC_CTYPE, "en_US.UTF-8") != NULL;
}

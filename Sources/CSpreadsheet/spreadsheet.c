#define _GNU_SOURCE
#include "CSpreadsheet.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

// Every function of the library that is used, once, with the type its header gives it.
#define FUNCTIONS(use) \
  use(workbook_new) \
  use(workbook_set_properties) \
  use(workbook_add_format) \
  use(workbook_add_worksheet) \
  use(workbook_close) \
  use(format_set_bold) \
  use(format_set_text_wrap) \
  use(format_set_align) \
  use(format_set_font_color) \
  use(format_set_bottom) \
  use(format_set_num_format) \
  use(worksheet_write_number) \
  use(worksheet_write_string) \
  use(worksheet_write_boolean) \
  use(worksheet_write_datetime) \
  use(worksheet_set_column) \
  use(worksheet_autofilter) \
  use(worksheet_freeze_panes) \
  use(worksheet_repeat_rows) \
  use(worksheet_fit_to_pages) \
  use(worksheet_set_landscape) \
  use(worksheet_set_paper) \
  use(lxw_strerror)

static struct {
#define DECLARE(name) __typeof__(&name) name;
  FUNCTIONS(DECLARE)
#undef DECLARE
} library;

struct csp_book {
  lxw_workbook *workbook;
  char path[64];
};

static bool is_loaded;
static pthread_once_t loading = PTHREAD_ONCE_INIT;

static void load(void) {
  static const char *const names[] = {
      "libxlsxwriter.so.4", "libxlsxwriter.so", "libxlsxwriter.dylib",
      "/opt/homebrew/lib/libxlsxwriter.dylib", "/usr/local/lib/libxlsxwriter.dylib"};
  void *handle = NULL;
  for (size_t i = 0; handle == NULL && i < sizeof names / sizeof names[0]; i++) {
    handle = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
  }
  if (handle == NULL) return;
#define FIND(name) \
  *(void **)&library.name = dlsym(handle, #name); \
  if (library.name == NULL) return;
  FUNCTIONS(FIND)
#undef FIND
  is_loaded = true;
}

int csp_open(csp_book **book, const char *title, int64_t created) {
  pthread_once(&loading, load);
  if (!is_loaded) return CSP_NO_LIBRARY;
  csp_book *new_book = calloc(1, sizeof *new_book);
  if (new_book == NULL) return CSP_NO_MEMORY;
  // The library writes to a name; the bytes are read back and put in place by who asked.
  strcpy(new_book->path, "/tmp/accord-XXXXXX");
  int descriptor = mkstemp(new_book->path);
  if (descriptor < 0) {
    free(new_book);
    return CSP_NO_FOLDER;
  }
  close(descriptor);
  new_book->workbook = library.workbook_new(new_book->path);
  if (new_book->workbook == NULL) {
    unlink(new_book->path);
    free(new_book);
    return CSP_NO_MEMORY;
  }
  lxw_doc_properties properties;
  memset(&properties, 0, sizeof properties);
  properties.title = (char *)title;
  properties.company = "";
  properties.comments = "Made with Accord";
  properties.created = (time_t)created;
  library.workbook_set_properties(new_book->workbook, &properties);
  *book = new_book;
  return CSP_OK;
}

csp_style *csp_add_style(csp_book *book, const char *number_format, int kind) {
  lxw_format *format = library.workbook_add_format(book->workbook);
  if (format == NULL) return NULL;
  if (number_format[0] != 0) library.format_set_num_format(format, number_format);
  if (kind & CSP_BOLD) library.format_set_bold(format);
  if (kind & CSP_WRAPPED) {
    library.format_set_text_wrap(format);
    library.format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  }
  if (kind & CSP_TRAILING) library.format_set_align(format, LXW_ALIGN_RIGHT);
  if (kind & CSP_SOFT) library.format_set_font_color(format, 0x595959);
  if (kind & CSP_RULED) library.format_set_bottom(format, LXW_BORDER_THIN);
  return format;
}

csp_sheet *csp_add_sheet(csp_book *book, const char *name) {
  lxw_worksheet *sheet = library.workbook_add_worksheet(book->workbook, name);
  if (sheet == NULL) return NULL;
  // A4, as wide as a page and as long as it must be.
  library.worksheet_set_paper(sheet, 9);
  library.worksheet_set_landscape(sheet);
  library.worksheet_fit_to_pages(sheet, 1, 0);
  return sheet;
}

int csp_number(csp_sheet *sheet, uint32_t row, uint16_t column, double value, csp_style *style) {
  return library.worksheet_write_number(sheet, row, column, value, style);
}

int csp_text(csp_sheet *sheet, uint32_t row, uint16_t column, const char *text, csp_style *style) {
  return library.worksheet_write_string(sheet, row, column, text, style);
}

int csp_flag(csp_sheet *sheet, uint32_t row, uint16_t column, bool value, csp_style *style) {
  return library.worksheet_write_boolean(sheet, row, column, value, style);
}

int csp_day(
    csp_sheet *sheet, uint32_t row, uint16_t column, int year, int month, int day,
    csp_style *style) {
  lxw_datetime date = {.year = year, .month = month, .day = day};
  return library.worksheet_write_datetime(sheet, row, column, &date, style);
}

void csp_width(csp_sheet *sheet, uint16_t column, double width) {
  library.worksheet_set_column(sheet, column, column, width, NULL);
}

void csp_head(csp_sheet *sheet, uint32_t row, uint16_t columns, uint32_t last_row) {
  library.worksheet_freeze_panes(sheet, row + 1, 1);
  library.worksheet_repeat_rows(sheet, row, row);
  if (columns > 0 && last_row > row) {
    library.worksheet_autofilter(sheet, row, 0, last_row, columns - 1);
  }
}

int csp_close(csp_book *book, unsigned char **bytes, int64_t *count) {
  int code = library.workbook_close(book->workbook);
  FILE *file = code == 0 ? fopen(book->path, "rb") : NULL;
  if (code == 0 && file == NULL) code = CSP_NO_FOLDER;
  if (file != NULL) {
    long size = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
    rewind(file);
    *bytes = size > 0 ? malloc((size_t)size) : NULL;
    if (*bytes == NULL) {
      code = CSP_NO_MEMORY;
    } else if (fread(*bytes, 1, (size_t)size, file) != (size_t)size) {
      free(*bytes);
      *bytes = NULL;
      code = CSP_NO_FOLDER;
    } else {
      *count = size;
    }
    fclose(file);
  }
  unlink(book->path);
  free(book);
  return code;
}

const char *csp_explain(int code) {
  switch (code) {
  case CSP_NO_LIBRARY: return "libxlsxwriter is not installed";
  case CSP_NO_MEMORY: return "there is not enough memory";
  case CSP_NO_FOLDER: return "/tmp cannot be written to";
  default: return library.lxw_strerror != NULL ? library.lxw_strerror(code) : "unknown";
  }
}

#ifndef CSPREADSHEET_H
#define CSPREADSHEET_H

// The part of libxlsxwriter that tables need. The library is opened when the first workbook is
// begun and not before: linked in, it would slow every start for something few sessions ask for.

#include <stdbool.h>
#include <stdint.h>

typedef struct csp_book csp_book;
typedef struct lxw_worksheet csp_sheet;
typedef struct lxw_format csp_style;

enum {
  CSP_OK = 0,
  /// The library is not there, or one that lacks what is asked of it.
  CSP_NO_LIBRARY = -1,
  CSP_NO_MEMORY = -2,
  /// The folder for what does not last cannot be written to.
  CSP_NO_FOLDER = -3,
};

enum { CSP_BOLD = 1, CSP_WRAPPED = 2, CSP_TRAILING = 4, CSP_SOFT = 8, CSP_RULED = 16 };

/// Begins a workbook; `created` are seconds since 1970 that stand in it, so that the same
/// workbook has the same bytes.
int csp_open(csp_book **book, const char *title, int64_t created);
csp_style *csp_add_style(csp_book *book, const char *number_format, int kind);
/// NULL where the name is taken or not allowed.
csp_sheet *csp_add_sheet(csp_book *book, const char *name);

/// 0, or the library's number of what is wrong.
int csp_number(csp_sheet *sheet, uint32_t row, uint16_t column, double value, csp_style *style);
int csp_text(csp_sheet *sheet, uint32_t row, uint16_t column, const char *text, csp_style *style);
int csp_flag(csp_sheet *sheet, uint32_t row, uint16_t column, bool value, csp_style *style);
int csp_day(
    csp_sheet *sheet, uint32_t row, uint16_t column, int year, int month, int day,
    csp_style *style);
void csp_width(csp_sheet *sheet, uint16_t column, double width);
/// The head stays in sight and on every printed page; its columns can be filtered and sorted.
void csp_head(csp_sheet *sheet, uint32_t row, uint16_t columns, uint32_t last_row);

/// Ends the workbook and frees it; on success the bytes are the caller's to free.
int csp_close(csp_book *book, unsigned char **bytes, int64_t *count);
/// What a number of `csp_close` or of the writers means.
const char *csp_explain(int code);

#endif

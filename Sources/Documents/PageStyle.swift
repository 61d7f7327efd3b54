/// What every HTML page brings along: its style, and the few lines that sort tables.
enum PageStyle {
  static let sheet = """
    :root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --soft: #595959;
      --line: #8a8a8a; --faint: #e3e3e3; --link: #0b57a4; }
    @media (prefers-color-scheme: dark) { :root { --ink: #e8e8e8; --paper: #161616;
      --soft: #b0b0b0; --line: #8a8a8a; --faint: #333; --link: #8ab8f0; } }
    body { margin: 0; background: var(--paper); color: var(--ink);
      font: 1.0625rem/1.55 Charter, "Bitstream Charter", "Source Serif 4", Georgia, serif; }
    main { max-width: 44rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
    h1, h2, h3, h4, th, caption, .caption, figcaption, .byline
      { font-family: system-ui, "Segoe UI", "Noto Sans", sans-serif; }
    h1 { font-size: 1.8rem; line-height: 1.2; margin: 1rem 0 .5rem; }
    h2 { font-size: 1.3rem; margin: 2.2rem 0 .5rem; }
    h3 { font-size: 1.08rem; margin: 1.6rem 0 .4rem; }
    a { color: var(--link); }
    a:focus-visible, button:focus-visible, .scroll:focus-visible
      { outline: 2px solid var(--link); outline-offset: 2px; }
    .byline, figcaption { color: var(--soft); }
    .abstract, blockquote { margin: 1rem 0; padding-left: 1rem; border-left: 3px solid var(--line); }
    figure { margin: 1.8rem 0; }
    .scroll { overflow-x: auto; }
    table { border-collapse: collapse; min-width: 100%; font-size: .92rem;
      border-top: 2px solid var(--ink); border-bottom: 1px solid var(--ink); }
    caption, .caption { text-align: left; padding: 0 0 .45rem; font-size: .98rem; }
    .label { font-weight: 650; }
    th, td { padding: .28rem .6rem; text-align: left; vertical-align: baseline; }
    thead th { border-bottom: 1px solid var(--ink); vertical-align: bottom; font-size: .86rem; }
    tbody th { font-weight: 500; }
    tbody tr + tr > * { border-top: 1px solid var(--faint); }
    .number { text-align: right; font-variant-numeric: tabular-nums lining-nums; }
    .centre { text-align: center; }
    th button { all: unset; cursor: pointer; }
    th[aria-sort=ascending] button::after { content: " \\2191"; }
    th[aria-sort=descending] button::after { content: " \\2193"; }
    figcaption { font-size: .84rem; line-height: 1.45; }
    figcaption p { margin: .3rem 0; }
    pre { overflow-x: auto; padding: .6rem .8rem; background: var(--faint); font-size: .82rem; }
    code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .92em; }
    img, svg { max-width: 100%; height: auto; }
    .chart { background: #fff; color: #1b1b1b; }
    @media print {
      :root { --ink: #000; --paper: #fff; --soft: #333; --faint: #ccc; --link: #000; }
      body { font-size: 10pt; } main { max-width: none; padding: 0; }
      details, .scroll { overflow: visible; } details { display: none; }
      figure { break-inside: avoid; } thead { display: table-header-group; }
      h1, h2, h3 { break-after: avoid; } @page { margin: 2cm; }
    }

    """

  /// Without it every table is complete, in the order of its query.
  static let script = """
    for (const table of document.querySelectorAll("table.sortable")) {
      const body = table.tBodies[0];
      table.querySelectorAll("thead th").forEach((head, column) => {
        const button = document.createElement("button");
        button.type = "button";
        button.append(...head.childNodes);
        head.append(button);
        button.addEventListener("click", () => {
          const down = head.getAttribute("aria-sort") === "ascending";
          table.querySelectorAll("thead th").forEach(other => other.removeAttribute("aria-sort"));
          head.setAttribute("aria-sort", down ? "descending" : "ascending");
          const key = row => {
            const text = row.cells[column].textContent.trim();
            const number = Number(text.replace(/,/g, "").replace("\\u2212", "-"));
            return ["..", "n/c", "x", "(w)", ""].includes(text) ? null
              : Number.isNaN(number) ? text : number;
          };
          // Empty cells stay last whichever way.
          const order = (a, b) => a === b ? 0 : a === null ? 1 : b === null ? -1
            : (typeof a === "number" && typeof b === "number"
              ? a - b : String(a).localeCompare(String(b), "en")) * (down ? -1 : 1);
          [...body.rows].map(row => [key(row), row])
            .sort((a, b) => order(a[0], b[0])).forEach(pair => body.append(pair[1]));
        });
      });
    }

    """
}

/// What every HTML page brings along: its style, and the few lines that sort tables.
enum PageStyle {
  /// Text stands in a column that eyes can follow; exhibits may be wider where the screen is. On
  /// paper a table goes over pages only if it is longer than a third of one.
  static let sheet = """
    :root { --ink: #1b1b1b; --paper: #fff; --soft: #595959;
      --line: #767676; --faint: #e3e3e3; --link: #0b57a4;
      --plain: system-ui, "Segoe UI", "Noto Sans", sans-serif; }
    @media (prefers-color-scheme: dark) { :root { --ink: #e8e8e8; --paper: #161616;
      --soft: #b0b0b0; --line: #8f8f8f; --faint: #333; --link: #8ab8f0; } }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--paper); color: var(--ink);
      font: 1.0625rem/1.55 Charter, "Bitstream Charter", "Source Serif 4", Georgia, serif; }
    main { display: grid; padding: 2rem 0 4rem;
      grid-template-columns: [page-start] minmax(1.25rem, 1fr) [text-start]
        minmax(0, 44rem) [text-end] minmax(1.25rem, 1fr) [page-end]; }
    main > * { grid-column: text; min-width: 0; overflow-wrap: break-word; }
    h1, h2, h3, h4, h5, h6 { font-family: var(--plain); line-height: 1.25; }
    h1 { font-size: 1.8rem; margin: 1rem 0 .5rem; }
    h2 { font-size: 1.3rem; margin: 2.2rem 0 .5rem; }
    h3 { font-size: 1.08rem; margin: 1.6rem 0 .4rem; }
    p, ul, ol { margin: .6rem 0; }
    a { color: var(--link); }
    :focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
    .byline { color: var(--soft); font-family: var(--plain); }
    .abstract, blockquote { margin: 1rem 0; padding-left: 1rem; border-left: 3px solid var(--line); }
    figure { margin: 1.8rem 0; }
    main > figure { grid-column: text-start / page-end; justify-self: start; width: fit-content;
      min-width: min(44rem, calc(100% - 1.25rem)); max-width: min(64rem, calc(100% - 1.25rem)); }
    figcaption, .notes { font-family: var(--plain); max-width: 44rem; }
    figcaption { padding-bottom: .45rem; font-size: .98rem; }
    .label { font-weight: 700; }
    .notes { color: var(--soft); font-size: .84rem; line-height: 1.45; padding-top: .3rem; }
    .notes p { margin: .25rem 0; }
    .scroll { overflow-x: auto; margin: .4rem 0; }
    table { border-collapse: collapse; min-width: 100%; font: .86rem/1.45 var(--plain);
      border-top: 2px solid var(--ink); border-bottom: 1px solid var(--ink); }
    th, td { padding: .28em .6em; text-align: left; vertical-align: baseline; }
    thead th { border-bottom: 1px solid var(--ink); vertical-align: bottom; font-size: .94em; }
    tbody th { font-weight: 500; }
    tbody tr + tr > * { border-top: 1px solid var(--faint); }
    .number { text-align: right; font-variant-numeric: tabular-nums lining-nums; }
    .centre { text-align: center; }
    .whole, .number { white-space: nowrap; } thead .number { white-space: normal; }
    th button { padding: 0; border: 0; background: none; font: inherit; color: inherit;
      text-align: inherit; cursor: pointer; }
    th button:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
    th[aria-sort=ascending] button::after { content: " \\2191"; }
    th[aria-sort=descending] button::after { content: " \\2193"; }
    summary { cursor: pointer; font-family: var(--plain); }
    .notes summary { color: var(--link); }
    .answer { margin: 1rem 0; padding: .4rem .9rem; border: 1px solid var(--line); }
    .answer > summary { font-weight: 600; }
    pre { overflow-x: auto; padding: .6rem .8rem; background: var(--faint); color: var(--ink);
      font-size: .82rem; line-height: 1.4; }
    code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .92em; }
    img { max-width: 100%; height: auto; }
    .chart { background: #fff; color: #1b1b1b; padding: .5rem; }
    .chart svg { display: block; width: 100%; min-width: 35rem; height: auto; }
    @media print {
      :root { --ink: #000; --paper: #fff; --soft: #333; --line: #555;
        --faint: #ccc; --link: #000; }
      @page { margin: 2cm; }
      html { font-size: 10pt; } body { font-size: 10pt; line-height: 1.4; }
      main { display: block; padding: 0; }
      h1 { font-size: 15pt; } h2 { font-size: 12pt; margin-top: 1.2em; } h3 { font-size: 10.5pt; }
      h1, h2, h3, figcaption { break-after: avoid; }
      p { orphans: 3; widows: 3; }
      figure { margin: 1em 0; } main > figure { justify-self: auto; width: auto; min-width: 0;
        max-width: none; }
      figcaption, .notes { max-width: none; } .notes { font-size: 8pt; break-before: avoid; }
      table { font-size: 8.5pt; } th, td { padding: .15em .6em; }
      thead { display: table-header-group; } th button { display: contents; } tr { break-inside: avoid; }
      .short { break-inside: avoid; }
      .scroll { overflow: visible; } .chart { padding: 0; } .chart svg { min-width: 0; }
      details { display: none; }
      details.answer { display: block; border: 0; padding: 0; }
    }

    """

  /// Without it every table is complete, in the order of its query.
  static let script = """
    for (const table of document.querySelectorAll("table.sortable")) {
      const body = table.tBodies[0];
      table.querySelectorAll("thead th").forEach((head, column) => {
        if (!head.textContent.trim()) return;
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
    // On paper nothing can be opened.
    addEventListener("beforeprint", () => document.querySelectorAll("details.answer")
      .forEach(answer => { answer.open = true; }));

    """
}

/// Errors of briefs, and what `lint` looks for in them.
extension ErrorPage {
  static let briefs: [ErrorPage] = [
    ErrorPage(
      "broken-fence",
      "In Markdown a line that opens a block with backticks holds no others, so that the block would "
        + "be read as text.",
      nil,
      "Open and close the block with ~~~ instead, or leave the backticks out of the caption."),
    ErrorPage(
      "bad-front-matter",
      "The lines between `---` at the head of a brief are not as they should be, or a key is near "
        + "to one that means something.",
      nil, "The message names the line; the manual's chapter on writing shows the keys."),
    ErrorPage(
      "unclosed-result", "A stamped result in a brief is not closed by its last line.", nil,
      "Put the line back, or take the whole result out and run again with --write."),
    ErrorPage(
      "inline-value", "A value between `{{` and `}}` in a brief is missing, or is not one value.",
      nil,
      "Name one cell: {{result[country = Kenya].column}}. A missing one is never left empty."),
    ErrorPage(
      "other-edition", "A brief asks for another edition of the data than the one that is here.",
      nil,
      "Open that edition with --data, or change the brief and look at what changes."),
    ErrorPage(
      "unclosed-block", "A block of statements in a brief is opened and never closed.", nil,
      "Close it with a line of the signs that open it, three backticks or `~~~`."),
    ErrorPage(
      "block-not-run",
      "A fenced block in a brief looks like one of statements, but is not marked as one: it is "
        + "printed as it stands.",
      nil, "Open it with three backticks and `accord`, without braces."),
    ErrorPage(
      "other-version", "A brief asks for another version of the program than this one.", nil,
      "Run it with that version, or change `accord:` in its head and look at what changes."),
    ErrorPage(
      "orphan-result", "A stamped result in a brief stands under no block that could give it.", nil,
      "Delete it, or put it back under its block."),
    ErrorPage(
      "typed-number",
      "A number in the text of a brief was typed by hand, and stands in one of its results too.",
      nil, "Write an inline value in its place: it changes with the data, a typed number does not."),
    ErrorPage(
      "unused-name", "A definition or parameter of a brief that nothing uses.", nil,
      "Delete it, or use it."),
    ErrorPage(
      "unsourced-table", "A table in a brief that names no source.", nil,
      "Say where its figures come from, with `| note` or in the text."),
    ErrorPage(
      "unnamed-block", "A block of a brief has no `id=`: its stamp goes by its place.", nil,
      "Give it one, so that blocks may be moved and added."),
    ErrorPage(
      "no-caption", "An exhibit of a brief has no caption.", nil,
      "Add `caption=\"…\"` to the line that opens its block."),
    ErrorPage(
      "unstable-order", "A brief takes the first rows of a table that nothing has sorted.", nil,
      "Sort before: the order of the data may change with their next edition."),
  ]
}

/// What the keys do, for `.keys`; vi's own keys are vi's own.
enum KeyTable {
  static let rows: [(String, String)] = [
    ("Tab", "completes what is sure, else lists; again: the next page"),
    ("↓, ↑ in the list", "choose from it; Enter takes what is chosen"),
    ("→, ^E, End", "takes the grey suggestion; ^→ or Alt-F takes a word of it"),
    ("Enter", "runs the statement, or goes on in a new line where something is open"),
    ("Alt-Enter", "a new line in any case; two empty lines run what is open"),
    ("↑, ↓", "the line above or below, then entries that begin as what is typed"),
    ("^R", "searches earlier entries; ^R again: an older one, ^G: back"),
    ("^A, Home; ^E, End", "start and end of the line; Alt-<, Alt->: of the entry"),
    ("^←, Alt-B; ^→, Alt-F", "a word to the left or right"),
    ("^W, Alt-Backspace, Alt-D", "cuts the word before, or after"),
    ("^K, ^U", "cuts to the end, or to the start, of the line"),
    ("^Y", "puts back what was cut"),
    ("^_, ^X ^U", "takes the last change back"),
    ("^X ^E", "the entry in your editor (v with vi keys)"),
    ("^L", "clears the screen"),
    ("^C", "gives the entry up, or stops the statement that runs"),
    ("^D", "on an empty entry: leaves"),
    ("^Z", "back to the shell; fg returns"),
  ]
}

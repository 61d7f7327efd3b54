/// Nodes of the tree as text in their one spelling, in pieces between which a line may break.
struct SyntaxPrinter {
  /// A line may break behind each piece but the last; each of those ends in a comma.
  private(set) var pieces = [""]
  /// Whether something could not be printed because it is not there.
  private(set) var sawHole = false

  mutating func add(_ text: String) { pieces[pieces.count - 1] += text }

  private mutating func breakLine() { pieces.append("") }

  private mutating func addList<Element>(
    _ elements: [Element], _ addElement: (inout SyntaxPrinter, Element) -> Void
  ) {
    for (index, element) in elements.enumerated() {
      if index > 0 {
        add(",")
        breakLine()
      }
      addElement(&self, element)
    }
  }

  mutating func add(_ name: Name) {
    let needsQuotes =
      name.isQuoted
      && (!CharacterClass.isPlainName(name.text) || GrammarWord.all.contains(name.text))
    add(needsQuotes ? "`\(name.text)`" : name.text)
  }

  mutating func add(_ verb: Verb) {
    add(verb.name)
    let kind = verb.kind.map { [$0] } ?? []
    for items in [kind, Array(verb.items.dropFirst(kind.count))] where !items.isEmpty {
      add(" ")
      addList(items) { $0.add($1) }
    }
    for clause in verb.clauses {
      add(" ")
      add(clause.keyword)
      add(" ")
      addList(clause.items) { $0.add($1) }
    }
    addOptions(verb.options)
  }

  mutating func addOptions(_ options: [Argument]) {
    guard !options.isEmpty else { return }
    add(" ")
    addList(options) { $0.add($1) }
  }

  mutating func add(_ item: Item) {
    if let name = item.definition {
      add(name)
      add(" = ")
    }
    add(item.value)
    for modifier in item.modifiers {
      add(" ")
      add(modifier)
    }
  }

  private mutating func add(_ argument: Argument) {
    if let label = argument.label {
      add(label)
      add(": ")
    }
    add(argument.value)
  }

  mutating func add(_ source: Source) {
    switch source.kind {
    case .name(let name):
      add("from ")
      add(name)
    case .panel(let first, let last):
      add("from panel ")
      add(first)
      add("..")
      add(last)
    case .file(let path): add("from " + SyntaxFormatter.quoted(path))
    case .subquery(let pipeline):
      add("from (")
      add(pipeline)
      add(")")
    case .compare(let countries, let measures, let against):
      add("compare ")
      addList(countries) { $0.add($1) }
      add(" on ")
      addList(measures) { $0.add($1) }
      addTime(source.asOf)
      if !against.isEmpty {
        add(" against ")
        addList(against) { $0.add($1) }
      }
      return addOptions(source.options)
    case .hole: sawHole = true
    }
    addOptions(source.options)
    addTime(source.asOf)
  }

  /// A verb that begins its statement, with the time of the source that is not written.
  mutating func addLeading(_ verb: Verb, _ source: Source) {
    var bare = verb
    bare.options = []
    add(bare)
    addTime(source.asOf)
    addOptions(verb.options)
  }

  mutating func addTime(_ asOf: Expression?) {
    guard let asOf else { return }
    add(" as of ")
    add(asOf)
  }

  /// A whole query in one line, as it stands in brackets.
  private mutating func add(_ pipeline: Pipeline) {
    var verbs = pipeline.verbs[...]
    if pipeline.source.isImplied, let first = verbs.popFirst() {
      addLeading(first, pipeline.source)
    } else {
      add(pipeline.source)
    }
    for verb in verbs {
      add(" | ")
      add(verb)
    }
  }
}

extension SyntaxPrinter {
  mutating func add(_ expression: Expression) {
    switch expression.kind {
    case .name(let name): add(name)
    case .number(_, let spelling): add(spelling)
    case .string(let text): add(SyntaxFormatter.quoted(text))
    case .date(let text): add(text)
    case .boolean(let value): add(value ? "true" : "false")
    case .missing: add("missing")
    case .set(let elements):
      add("{")
      addList(elements) { $0.add($1) }
      add("}")
    case .range(let first, let last): addInfix(first, "..", last)
    case .unary(let sign, let operand):
      add(sign == .not ? "not " : sign.rawValue)
      add(operand)
    case .binary(let sign, let left, let right): addInfix(left, " \(sign.rawValue) ", right)
    case .isMissing(let operand, let negated):
      add(operand)
      add(negated ? " is not missing" : " is missing")
    case .membership(let left, let right, let negated):
      addInfix(left, negated ? " not in " : " in ", right)
    case .conditional(let condition, let chosen, let other):
      add("if ")
      addInfix(condition, " then ", chosen)
      add(" else ")
      add(other)
    case .member(let base, let field):
      add(base)
      add(".")
      add(field)
    case .call(let name, let arguments):
      add(name)
      add("(")
      addList(arguments) { $0.add($1) }
      add(")")
    case .at(let base, let time):
      add(base)
      add("@")
      add(time)
    case .bracketed(let content):
      add("(")
      add(content)
      add(")")
    case .subquery(let pipeline):
      add("(")
      add(pipeline)
      add(")")
    case .hole: sawHole = true
    }
  }

  private mutating func addInfix(_ left: Expression, _ sign: String, _ right: Expression) {
    add(left)
    add(sign)
    add(right)
  }

  private mutating func add(_ time: AtTime) {
    switch time {
    case .year(let year): add(String(year))
    case .date(let text): add(text)
    case .latest(nil): add("latest")
    case .latest(let age?):
      add("latest(")
      add(age)
      add(")")
    case .name(let name): add(name)
    case .expression(let expression):
      add("(")
      add(expression)
      add(")")
    }
  }
}

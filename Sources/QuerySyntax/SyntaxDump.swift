/// The tree as text without places: one line per statement, for tests and `.syntax`.
///
/// Two texts that mean the same to the parser have equal dumps.
package enum SyntaxDump {
  /// - Complexity: O(*n*) in the size of the tree.
  package static func dump(_ tree: SyntaxTree) -> String {
    tree.statements.map(dump).joined(separator: "\n")
  }

  package static func dump(_ statement: Statement) -> String {
    switch statement.kind {
    case .pipeline(let pipeline): dump(pipeline)
    case .continuation(let verbs): form("continue", verbs.map(dump))
    case .profile(let country, let asOf, let options):
      form("profile", [dump(country)] + dumpTime(asOf) + options.map(dump))
    case .search(let text): form("search", [quoted(text)])
    case .letQuery(let name, let pipeline): form("let-query", [name.text, dump(pipeline)])
    case .letExpression(let name, let value): form("let", [name.text, dump(value)])
    case .param(let name, let type, let value):
      form("param", [name.text, type.text, dump(value)])
    case .set(let option, let value): form("set", [option.text, dump(value)])
    case .why(let measure, let country, let time):
      form(
        "why",
        [dump(measure)] + (country.map { ["for " + dump($0)] } ?? [])
          + (time.map { ["at " + dump($0)] } ?? []))
    case .explain(let inner): form("explain", [dump(inner)])
    case .cite(let name, let options):
      form("cite", (name.map { [$0.text] } ?? []) + options.map(dump))
    case .hole: "?"
    }
  }

  package static func dump(_ pipeline: Pipeline) -> String {
    form("query", [dump(pipeline.source)] + pipeline.verbs.map(dump))
  }

  private static func dump(_ source: Source) -> String {
    let kind: String
    switch source.kind {
    case .name(let name): kind = name.text
    case .panel(let first, let last): kind = form("panel", [dump(first), dump(last)])
    case .file(let path): kind = quoted(path)
    case .subquery(let pipeline): kind = dump(pipeline)
    case .compare(let countries, let measures, let against):
      kind = form(
        "compare",
        [form("countries", countries.map(dump)), form("on", measures.map(dump))]
          + (against.isEmpty ? [] : [form("against", against.map(dump))]))
    case .hole: kind = "?"
    }
    let parts = [kind] + source.options.map(dump) + dumpTime(source.asOf)
    return parts.count == 1 ? form("from", parts) : form("from", parts)
  }

  private static func dumpTime(_ asOf: Expression?) -> [String] {
    asOf.map { [form("as-of", [dump($0)])] } ?? []
  }

  private static func dump(_ verb: Verb) -> String {
    form(
      verb.name.text,
      verb.items.map(dump) + verb.clauses.map { form($0.keyword.text + ":", $0.items.map(dump)) }
        + verb.options.map(dump))
  }

  private static func dump(_ item: Item) -> String {
    let value = dump(item.value)
    let named = item.definition.map { form("define", [$0.text, value]) } ?? value
    return item.modifiers.isEmpty ? named : form("item", [named] + item.modifiers.map(\.text))
  }

  private static func dump(_ argument: Argument) -> String {
    argument.label.map { $0.text + ": " + dump(argument.value) } ?? dump(argument.value)
  }

  package static func dump(_ expression: Expression) -> String {
    switch expression.kind {
    case .name(let name): name.text
    case .number(_, let spelling): spelling
    case .string(let text): quoted(text)
    case .date(let text): text
    case .boolean(let value): String(value)
    case .missing: "missing"
    case .set(let elements): form("set", elements.map(dump))
    case .range(let first, let last): form("..", [dump(first), dump(last)])
    case .unary(let sign, let operand): form(sign.rawValue, [dump(operand)])
    case .binary(let sign, let left, let right): form(sign.rawValue, [dump(left), dump(right)])
    case .isMissing(let operand, let negated):
      form(negated ? "is-not-missing" : "is-missing", [dump(operand)])
    case .membership(let left, let right, let negated):
      form(negated ? "not-in" : "in", [dump(left), dump(right)])
    case .conditional(let condition, let chosen, let other):
      form("if", [dump(condition), dump(chosen), dump(other)])
    case .member(let base, let field): form(".", [dump(base), field.text])
    case .call(let name, let arguments): form("call", [name.text] + arguments.map(dump))
    case .at(let base, let time): form("@", [dump(base), dump(time)])
    case .bracketed(let content): form("brackets", [dump(content)])
    case .subquery(let pipeline): dump(pipeline)
    case .hole: "?"
    }
  }

  private static func dump(_ time: AtTime) -> String {
    switch time {
    case .year(let year): String(year)
    case .date(let text): text
    case .latest(nil): "latest"
    case .latest(let age?): form("latest", [dump(age)])
    case .name(let name): name.text
    case .expression(let expression): form("time", [dump(expression)])
    }
  }

  private static func form(_ head: String, _ parts: [String]) -> String {
    "(" + ([head] + parts).joined(separator: " ") + ")"
  }

  private static func quoted(_ text: String) -> String { SyntaxFormatter.quoted(text) }
}

package import ColumnStore
package import QuerySyntax
package import SourceText

/// What rows look like at a place in a text being typed. For a binder with `isDryRun`: nothing is
/// run, and what is wrong does not matter.
extension Binder {
  /// The columns after the last verb; nil where the source is not known.
  package func scope(after pipeline: Pipeline) -> Scope? {
    guard let builder = bindSource(pipeline.source) else { return nil }
    return scope(after: verbs(of: pipeline), builder)
  }

  package func scope(after verbs: [Verb], from table: Table, range: SourceRange) -> Scope {
    scope(after: verbs, PipelineBuilder(table: table, range: range))
  }

  private func scope(after verbs: [Verb], _ builder: PipelineBuilder) -> Scope {
    var current = builder
    for verb in verbs { bind(verb, into: &current) }
    return current.scope
  }
}

/// The statements of a session that its results depend on, as a script or a brief.
package struct SessionScript {
  /// In order, with the names and numbers that hold in a file.
  package let statements: [String]

  /// - Parameters:
  ///   - session: everything that was run, in order.
  ///   - wanted: numbers of the results to be kept; nil: all that were shown.
  ///   - saves: whether `save` verbs stay: a brief must not write files.
  package init(_ session: [SessionStatement], wanted: Set<Int>? = nil, saves: Bool = true) {
    let needed = SessionScript.needed(session, wanted)
    var translation = SessionTranslation()
    statements = session.indices.filter(needed.contains).map { index in
      translation.translate(
        session[index], text: saves ? session[index].text : session[index].textWithoutSaving)
    }
  }

  private static func needed(_ session: [SessionStatement], _ wanted: Set<Int>?) -> Set<Int> {
    var needed: Set<Int> = []
    var open = session.indices.filter { index in
      let statement = session[index]
      guard statement.worked else { return false }
      guard let wanted else { return statement.kind == .result }
      return statement.number.map(wanted.contains) ?? false
    }
    while let index = open.popLast() {
      guard needed.insert(index).inserted else { continue }
      open += sources(of: index, in: session)
    }
    return needed
  }

  /// What a statement rests on: the latest giver of each name, results it goes on from, and the
  /// options in force.
  private static func sources(of index: Int, in session: [SessionStatement]) -> [Int] {
    var names = session[index].reads
    var options: Set<String> = []
    if case .setting(let name) = session[index].kind { options.insert(name) }
    var numbers: Set<Int> = []
    if names.contains("_"), let last = session[index].last { numbers.insert(last) }
    for name in names where name.hasPrefix("_") {
      if let number = Int(name.dropFirst()) { numbers.insert(number) }
    }
    var found: [Int] = []
    for earlier in stride(from: index - 1, through: 0, by: -1) where session[earlier].worked {
      let statement = session[earlier]
      switch statement.kind {
      case .definition(let name): if names.remove(name) != nil { found.append(earlier) }
      case .setting(let name): if options.insert(name).inserted { found.append(earlier) }
      case .result, .aside:
        if let number = statement.number, numbers.contains(number) { found.append(earlier) }
      case .nothing: continue
      }
    }
    return found
  }

  /// As a file that `#!/usr/bin/env accord` runs.
  package var script: String { "#!/usr/bin/env accord\n" + statements.map { $0 + "\n" }.joined() }
}

import Catalogue
import QuerySyntax

/// How a name is spelled where it is put in.
enum NameForm {
  /// As an operand: backticks where it must be.
  case operand
  /// Beside a column: quotes where it must be.
  case value
  /// In the quotes or backticks that are open already.
  case quoted, inBackticks
  /// As it is.
  case plain

  func spell(_ text: String) -> String {
    switch self {
    case .operand: Spelling.name(text)
    case .value: Spelling.value(text)
    case .quoted: SyntaxFormatter.quoted(text)
    case .inBackticks: Spelling.inBackticks(text)
    case .plain: text
    }
  }
}

/// Collects what fits the typed word, and puts it in order.
struct ProposalList {
  let query: NameQuery
  private var found: [Found] = []
  /// The same word twice says nothing more: the more useful one stays.
  private var places: [String: Int] = [:]

  private struct Found {
    var insert: String
    var label: String
    var kind: Candidate.Kind
    var rank: Int
    var detail: Detail
  }

  enum Detail {
    case text(String)
    /// Made only for what is shown; `via` is the other name that was matched.
    case entity(EntityKind, Int32, via: String?)
  }

  init(_ word: String) { query = NameQuery(word) }

  var isEmpty: Bool { found.isEmpty }

  /// A name, also found by others, and from three letters on by those it has in other languages.
  /// `usefulness`, then `place`, order equal matches; at most 99.
  mutating func add(
    _ name: String, _ kind: Candidate.Kind, usefulness: Int, place: Int = 0,
    insert: String? = nil, detail: String = "", others: [String] = [], elsewhere: [String]? = nil
  ) {
    let others = query.folded.count < 3 ? others : others + (elsewhere ?? [])
    var best = query.match(NameKey(name)).map { (class: $0, tier: 0) }
    for other in others where best == nil || best?.class != .whole {
      guard let match = query.match(NameKey(other, isFuzzy: false)) else { continue }
      if best.map({ match < $0.class }) ?? true { best = (match, 4) }
    }
    guard let best else { return }
    append(
      Found(
        insert: insert ?? name, label: name, kind: kind,
        rank: ProposalList.rank(best.class, usefulness, best.tier + place), detail: .text(detail)))
  }

  /// - Complexity: O(keys of the entries).
  mutating func add(
    _ entries: [Lexicon.Entry], usefulness: Int, form: NameForm, limit: MatchClass = .fuzzy,
    behind prefix: String = ""
  ) {
    for entry in entries {
      var best: (rank: Int, key: Int)?
      for index in entry.keys.indices {
        guard let match = query.match(entry.keys[index]), match <= limit else { continue }
        let behind = entry.isSecondary && match != .whole ? 5 : 0
        let rank = ProposalList.rank(match, usefulness, entry.keys[index].tier + behind)
        if best.map({ rank < $0.rank }) ?? true { best = (rank, index) }
      }
      guard let best else { continue }
      let via = best.key == 0 || query.isEmpty ? nil : entry.spellings[best.key]
      append(
        Found(
          insert: prefix + form.spell(entry.name), label: prefix + entry.name,
          kind: entry.kind.candidateKind,
          rank: best.rank, detail: .entity(entry.kind, entry.id, via: via)))
    }
  }

  private mutating func append(_ proposal: Found) {
    if let place = places[proposal.insert] {
      if proposal.rank < found[place].rank { found[place] = proposal }
      return
    }
    places[proposal.insert] = found.count
    found.append(proposal)
  }

  /// Class of match, then usefulness, then tier of the name.
  private static func rank(_ match: MatchClass, _ usefulness: Int, _ tier: Int) -> Int {
    match.rawValue * 10_000 + min(usefulness, 99) * 100 + min(tier, 99)
  }

  /// The best of them in order; details are made only for these.
  func candidates(_ describe: (EntityKind, Int32, String?) -> String) -> [Candidate] {
    let ordered = shown.sorted { ($0.rank, $0.label, $0.insert) < ($1.rank, $1.label, $1.insert) }
    return ordered.prefix(Completion.limit).map { item in
      let detail =
        switch item.detail {
        case .text(let text): text
        case .entity(let kind, let id, let via): describe(kind, id, via)
        }
      return Candidate(
        insert: item.insert, label: item.label, kind: item.kind, detail: detail, rank: item.rank)
    }
  }

  var count: Int { shown.count }

  /// Letters that only occur in a name in that order say little: such names are shown where
  /// nothing fits better.
  private var shown: [Found] {
    let fuzzy = MatchClass.fuzzy.rawValue * 10_000
    let better = found.filter { $0.rank < fuzzy }
    return better.isEmpty ? found : better
  }
}

extension EntityKind {
  var candidateKind: Candidate.Kind {
    switch self {
    case .country: .country
    case .treaty: .treaty
    case .measure: .measure
    case .group: .group
    case .basket: .basket
    }
  }
}

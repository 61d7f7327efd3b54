import Catalogue
import ColumnStore
import QuerySemantics
import SourceText

extension RunContext {
  func prepareCall(
    _ function: PlainFunction, _ arguments: [BoundExpression], _ type: ValueType, _ frame: Frame
  ) throws(EngineError) -> Prepared {
    switch function {
    case .abs, .round, .floor, .ceil, .sqrt, .exp, .log, .log10, .clamp:
      var programs: [Program] = []
      for argument in arguments { programs.append(try prepare(argument, frame).program) }
      let first = programs.isEmpty ? .number(MissingBits.noData) : programs.removeFirst()
      return Prepared(program: .numberFunction(function, first, programs), type: type)
    case .rowMean, .rowMin, .rowMax, .rowCount:
      var programs: [Program] = []
      for argument in arguments { programs.append(try prepare(argument, frame).program) }
      return Prepared(program: .rowStatistic(function, programs), type: type)
    case .year, .month, .day:
      let date = try prepare(arguments[0], frame).program
      return Prepared(program: .datePart(function, date), type: type)
    case .yearsBetween, .daysBetween, .addDays:
      let (date, other) = (try prepare(arguments[0], frame), try prepare(arguments[1], frame))
      return Prepared(program: .datePair(function, date.program, other.program), type: type)
    case .name where arguments[0].type.isEntity:
      let entity = try evaluate(arguments[0], over: frame)
      return Prepared(try names(of: entity))
    case .name, .text, .lower, .upper, .trim, .contains, .startsWith, .endsWith, .matches,
      .replace, .length, .splitPart, .concatenate, .number, .date:
      return try prepareTextCall(function, arguments, type, frame)
    case .agreements, .firstAgreement:
      return Prepared(try agreements(function, arguments, frame))
    }
  }

  func prepareSetContains(
    _ set: BoundExpression, _ member: BoundExpression, _ frame: Frame
  ) throws(EngineError) -> Prepared {
    try prepareTuples([set, member], .boolean, frame) { cells in
      guard case .text(let set) = cells[0], case .text(let member) = cells[1] else {
        return .missing(.notApplicable)
      }
      return .boolean(TextFunctions.set(set, contains: member))
    }
  }

  private func prepareTextCall(
    _ function: PlainFunction, _ arguments: [BoundExpression], _ type: ValueType, _ frame: Frame
  ) throws(EngineError) -> Prepared {
    var pattern: TextPattern?
    if function == .matches, case .constant(.text(let text)) = arguments.last?.kind {
      pattern = TextPattern(text)
    }
    let functions = TextFunctions(pattern: pattern)
    let source = self.source
    let types = arguments.map(\.type)
    return try prepareTuples(arguments, type, frame) { cells in
      functions.apply(function, cells, types, source)
    }
  }

  /// Texts that functions make: a name doubled in each of thirty steps must not take all memory.
  private static let madeTextLimit = 1_000_000
  private static let madeTextsLimit = 1_000_000_000

  /// Runs `body` once per distinct combination of arguments that are all there.
  private func prepareTuples(
    _ arguments: [BoundExpression], _ type: ValueType, _ frame: Frame,
    _ body: ([Scalar]) -> Scalar
  ) throws(EngineError) -> Prepared {
    var (made, held) = (0, 0)
    func result(_ cells: [Scalar]) throws(EngineError) -> Scalar {
      for case .missing(let reason) in cells { return .missing(reason) }
      if made & 0xFFF == 0 {
        try checkInterruption()
        try reserve(rows: held, bytesPerRow: 1)
      }
      made += 1
      let scalar = body(cells)
      if case .text(let text) = scalar {
        held += text.utf8.count
        try checkMadeTexts(text.utf8.count, held)
      }
      return scalar
    }
    var constants: [Scalar?] = []
    for argument in arguments {
      if case .constant(let scalar) = argument.kind {
        constants.append(scalar)
      } else {
        constants.append(nil)
      }
    }
    let varying = constants.indices.filter { constants[$0] == nil }
    guard !varying.isEmpty else {
      return constant(try result(constants.compactMap { $0 }), type)
    }
    var scalars: [Scalar] = []
    let place = varying[0]
    if varying.count == 1, arguments[place].type == .text || arguments[place].type == .textSet,
      constants.allSatisfy({ if case .missing = $0 { false } else { true } })
    {
      let operand = try prepare(arguments[place], frame)
      for text in (operand.dictionary ?? TextDictionary([])).texts {
        scalars.append(try result(constants.map { $0 ?? .text(text) }))
      }
      let table = Column(type: type, scalars: scalars)
      return Prepared(
        program: .table(operand.program, table.storage), type: type, dictionary: table.dictionary)
    }
    var columns: [Column] = []
    for argument in arguments { columns.append(try evaluate(argument, over: frame)) }
    let grouping = try group(varying.map { columns[$0] }, count: frame.rowCount)
    let ids = try grouping.groupIDs(self)
    for row in grouping.firstRows {
      scalars.append(
        try result(columns.indices.map { constants[$0] ?? columns[$0][Int(row)] }))
    }
    let table = Column(type: type, scalars: scalars)
    return Prepared(
      program: .table(.stored(.ints(ids)), table.storage), type: type, dictionary: table.dictionary)
  }

  private func checkMadeTexts(_ length: Int, _ held: Int) throws(EngineError) {
    if length > Self.madeTextLimit {
      throw failure(
        "text-too-long",
        "a text of \(length) bytes would be made; the most is \(Self.madeTextLimit)")
    }
    if held > Self.madeTextsLimit {
      throw failure("too-much-text", "the texts that this step makes would take more than 1 GB")
    }
  }

  private func names(of entity: Column) throws(EngineError) -> Column {
    guard case .ints(let cells) = entity.storage else { return entity }
    var highest: Int32 = -1
    for value in cells.buffer { highest = max(highest, value) }
    var builder = TextDictionary.Builder()
    let table = (0..<(highest + 1)).map { builder.code(for: source.name(of: entity.type, $0)) }
    let program: Program = .table(.stored(entity.storage), .ints(Vector(table)))
    return try column(
      of: Prepared(program: program, type: .text, dictionary: builder.finish()),
      count: entity.count)
  }
}

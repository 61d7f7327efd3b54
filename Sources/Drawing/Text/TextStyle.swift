/// How many colours a terminal shows.
package enum ColourDepth: Sendable, CaseIterable { case none, sixteen, cube, full }

/// Colour and weight of a cell of text.
struct TextStyle: Equatable {
  enum Paint: Equatable {
    case ink(Ink)
    case fill(Fill)
  }

  var paint: Paint
  var isBold = false

  static let plain = TextStyle(paint: .ink(.text))
  static let muted = TextStyle(paint: .ink(.muted))

  init(paint: Paint, isBold: Bool = false) {
    self.paint = paint
    self.isBold = isBold
  }

  init(_ ink: Ink, isBold: Bool = false) { self.init(paint: .ink(ink), isBold: isBold) }

  /// The escape sequence that sets this style from any other.
  func code(_ depth: ColourDepth) -> String {
    var parts = ["0"]
    if isBold { parts.append("1") }
    if let colour = colourCode(depth) { parts.append(colour) }
    return "\u{1B}[" + parts.joined(separator: ";") + "m"
  }

  private func colourCode(_ depth: ColourDepth) -> String? {
    switch paint {
    case .ink(.text): nil
    case .ink(.muted), .ink(.context): "90"
    case .ink(.highlight): rgb(Palette.highlight, sixteen: 31, depth)
    case .ink(.series(let index)):
      rgb(
        Palette.series[index % Palette.series.count],
        sixteen: Palette.sixteen[index % Palette.sixteen.count], depth)
    case .fill(.ramp(let share)): rgb(Palette.ramp(share), sixteen: nil, depth)
    case .fill(.diverging(let share)):
      rgb(Palette.diverging(share), sixteen: share < 0 ? 33 : 34, depth)
    case .fill(.category(let index)):
      rgb(
        Palette.series[index % Palette.series.count],
        sixteen: Palette.sixteen[index % Palette.sixteen.count], depth)
    case .fill(.standing(let standing)), .fill(.status(let standing)):
      switch standing {
      case .party: rgb(Palette.series[0], sixteen: 34, depth)
      case .signatory: rgb(Palette.series[5], sixteen: 36, depth)
      case .denounced: rgb(Palette.series[1], sixteen: 31, depth)
      case .none: nil
      case .notCovered, .notApplicable: "90"
      }
    case .fill(.missing): "90"
    }
  }

  private func rgb(
    _ colour: Palette.Colour, sixteen: Int?, _ depth: ColourDepth
  ) -> String? {
    switch depth {
    case .none: nil
    case .sixteen: sixteen.map(String.init)
    case .cube: "38;5;\(colour.cube)"
    case .full: "38;2;\(colour.red);\(colour.green);\(colour.blue)"
    }
  }
}

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
  /// The letter covers its whole cell, so that its own colour is all that is seen.
  var isSolid = false

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
    case .fill(.ramp(let share)): ground(Palette.ramp(share), sixteen: nil, depth)
    case .fill(.diverging(let share)):
      ground(Palette.diverging(share), sixteen: share < 0 ? 33 : 34, depth)
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

  /// The cell in its colour, whatever the ground of the terminal is, and its letter a shade off.
  ///
  /// In front of a ground that may be black or white, a scale of letters alone would end in
  /// letters that nobody sees.
  private func ground(
    _ colour: Palette.Colour, sixteen: Int?, _ depth: ColourDepth
  ) -> String? {
    guard depth == .cube || depth == .full else { return rgb(colour, sixteen: sixteen, depth) }
    let letter = isSolid ? colour : colour.off
    return depth == .cube
      ? "48;5;\(colour.cube);38;5;\(letter.cube)"
      : "48;2;\(colour.red);\(colour.green);\(colour.blue)"
        + ";38;2;\(letter.red);\(letter.green);\(letter.blue)"
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

/// Colours of all renderers.
///
/// Series follow M. Okabe and K. Ito (2008), "Color Universal Design", without its yellow, which is
/// too faint on paper. The ramp runs over one hue from light to dark, so that it stays in order
/// in grey; the two directions are blue and orange, which are told apart by all readers.
enum Palette {
  struct Colour: Equatable {
    let red: Int
    let green: Int
    let blue: Int

    init(_ hex: Int) { (red, green, blue) = (hex >> 16 & 255, hex >> 8 & 255, hex & 255) }

    init(red: Int, green: Int, blue: Int) {
      (self.red, self.green, self.blue) = (red, green, blue)
    }

    var hex: String {
      // Seven digits of which the first, always 1, keeps the zeros in front of the rest.
      "#" + String(1 << 24 | red << 16 | green << 8 | blue, radix: 16).dropFirst()
    }

    /// The nearest of the 6 × 6 × 6 colours of 256-colour terminals.
    var cube: Int {
      func step(_ part: Int) -> Int { part < 48 ? 0 : part < 115 ? 1 : (part - 35) / 40 }
      return 16 + 36 * step(red) + 6 * step(green) + step(blue)
    }

    /// A shade darker, or lighter where it is dark: seen on the colour itself.
    var off: Colour {
      func part(_ value: Int) -> Int {
        brightness > 110 ? value * 55 / 100 : value + (255 - value) * 45 / 100
      }
      return Colour(red: part(red), green: part(green), blue: part(blue))
    }

    /// Perceived brightness, 0 to 255.
    var brightness: Int { (red * 299 + green * 587 + blue * 114) / 1000 }
  }

  static let series = [
    0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x6A51A3, 0x8C6D31,
  ].map(Colour.init)
  /// The same series in the sixteen colours: blue, red, green, magenta, yellow, cyan and two
  /// bright ones.
  static let sixteen = [34, 31, 32, 35, 33, 36, 94, 91]

  static let text = Colour(0x222222)
  static let muted = Colour(0x5F5F5F)
  static let context = Colour(0xA6A6A6)
  static let faint = Colour(0xE4E4E4)
  static let highlight = Colour(0xD55E00)
  static let shade = Colour(0xF0F0F0)

  private static let rampStops = [0xE3EEF8, 0xA9CEE4, 0x5BA3CF, 0x2171B5, 0x08306B]
    .map(Colour.init)
  private static let downStops = [0xF4F4F4, 0xFDC38D, 0xE6701B, 0x8C2D04].map(Colour.init)
  private static let upStops = [0xF4F4F4, 0xA9CEE4, 0x2F7FBC, 0x08306B].map(Colour.init)

  static func ramp(_ share: Double) -> Colour { blend(rampStops, share) }

  static func diverging(_ share: Double) -> Colour {
    share < 0 ? blend(downStops, -share) : blend(upStops, share)
  }

  private static func blend(_ stops: [Colour], _ share: Double) -> Colour {
    let place = min(max(share.isFinite ? share : 0, 0), 1) * Double(stops.count - 1)
    let index = min(Int(place), stops.count - 2)
    let rest = place - Double(index)
    func mix(_ one: Int, _ other: Int) -> Int {
      Int((Double(one) + (Double(other) - Double(one)) * rest).rounded())
    }
    let (one, other) = (stops[index], stops[index + 1])
    return Colour(
      red: mix(one.red, other.red), green: mix(one.green, other.green),
      blue: mix(one.blue, other.blue))
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

// The functions of the C mathematics library that drawing needs, and nothing else.

enum Numeric {
  static func log10(_ value: Double) -> Double {
    #if canImport(Glibc)
      Glibc.log10(value)
    #else
      Darwin.log10(value)
    #endif
  }

  static func pow10(_ exponent: Double) -> Double {
    #if canImport(Glibc)
      Glibc.pow(10, exponent)
    #else
      Darwin.pow(10, exponent)
    #endif
  }

  static func cubeRoot(_ value: Double) -> Double {
    #if canImport(Glibc)
      Glibc.cbrt(value)
    #else
      Darwin.cbrt(value)
    #endif
  }
}

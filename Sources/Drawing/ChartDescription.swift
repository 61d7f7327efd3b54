package enum ChartDescription {
  package static func subtitle(of chart: Chart) -> String { "" }
}

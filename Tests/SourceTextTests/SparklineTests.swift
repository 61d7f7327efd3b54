import SourceText
import Testing

@Suite("Lines of letters") struct SparklineTests {
  @Test("heights run from the least to the greatest value")
  func heights() {
    #expect(Sparkline.text([0, 1, 2, 3, 4, 5, 6, 7]) == "▁▂▃▄▅▆▇█")
    #expect(Sparkline.text([-5, 5, 0]) == "▁█▅")
    #expect(Sparkline.ascii([0, 1, 2, 3, 4, 5, 6, 7]) == "_..--==^")
  }

  @Test("a missing value is a gap and no height, also at the ends")
  func gaps() {
    #expect(Sparkline.text([nil, 1, nil, 2, nil]) == "·▁·█·")
    #expect(Sparkline.ascii([nil, 1, nil, 2, nil]) == " _ ^ ")
    #expect(Sparkline.text([.nan, .infinity, 1, 2]) == "··▁█")
  }

  @Test("equal values stand at the middle, and nothing gives an empty text")
  func constant() {
    #expect(Sparkline.text([3, 3, 3]) == "▄▄▄")
    #expect(Sparkline.text([3]) == "▄")
    #expect(Sparkline.text([nil, nil]) == "")
    #expect(Sparkline.text([]) == "")
  }

  @Test("huge spans do not overflow")
  func huge() {
    let most = Double.greatestFiniteMagnitude
    #expect(Sparkline.text([-most, 0, most]) == "▁▅█")
  }

  @Test("other text stays as it is in ASCII")
  func text() {
    #expect(Sparkline.ascii("Côte d'Ivoire · 2020") == "Côte d'Ivoire · 2020")
    #expect(Sparkline.ascii("") == "")
  }

  @Test("runs are means of what is there")
  func runs() {
    #expect(Sparkline.binned([1, 3, 5, nil, nil, nil], to: 3) == [2, 5, nil])
    #expect(Sparkline.binned([1, 2], to: 5) == [1, 2])
    #expect(Sparkline.binned([1, 2, 3], to: 0).isEmpty)
  }
}

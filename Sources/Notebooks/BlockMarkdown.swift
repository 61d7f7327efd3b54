import Documents
import Drawing
import Presentation
import Workbench

/// What a block gave as Markdown, as it is stamped under the block.
struct BlockMarkdown {
  private let setter: TableSetter
  private let page: PageSettings

  init(_ naming: CatalogueNaming, _ options: SessionOptions) {
    setter = TableSetter(names: naming)
    page = PageSettings(decimals: options.decimals)
  }

  /// The outputs one below the other; no line feed at the end.
  func text(_ block: BlockRun) -> String {
    var caption: String? = block.caption.isEmpty ? nil : block.caption
    var parts: [String] = []
    for output in block.outputs {
      switch output {
      case .result(let result):
        var exhibit = result.exhibit
        exhibit.title = caption
        caption = nil
        parts.append(setter.markdown(exhibit, page))
      case .chart(let chart, _):
        if let caption { parts.append("**\(MarkdownRenderer.escaped(caption))**") }
        caption = nil
        parts.append(BlockMarkdown.fenced(chart.block.text))
      case .text(let text): parts.append(BlockMarkdown.fenced(text))
      case .profile(let profile):
        // Its headings go below those of the brief.
        let text = profile.text(setter, page, markdown: true)
        parts.append(
          text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix("#") ? "##" + $0 : String($0) }.joined(separator: "\n"))
      }
    }
    return parts.map { part in
      var part = part[...]
      while part.last == "\n" { part.removeLast() }
      return String(part)
    }.joined(separator: "\n\n")
  }

  /// As code; nothing in it can end the fence or the stamped result.
  static func fenced(_ text: String) -> String {
    let safe = text.split(separator: "<!--", omittingEmptySubsequences: false)
      .joined(separator: "<! --")
    let fence = fence(around: safe)
    return fence + "text\n" + safe + "\n" + fence
  }

  /// More backticks than the text has in a row.
  static func fence(around text: String) -> String {
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    return String(repeating: "`", count: max(3, longest + 1))
  }
}

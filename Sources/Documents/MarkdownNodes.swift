import CMarkdown

/// A parsed text; the only owner of the C tree.
struct MarkdownNodes: ~Copyable {
  private let root: OpaquePointer

  /// Registers the extensions once per process; the library keeps them in a global list.
  private static let registered: Void = cmark_gfm_core_extensions_ensure_registered()

  init?(_ text: String) {
    _ = MarkdownNodes.registered
    let options = CMARK_OPT_FOOTNOTES | CMARK_OPT_VALIDATE_UTF8
    guard let parser = cmark_parser_new(options) else { return nil }
    defer { cmark_parser_free(parser) }
    for name in ["table", "strikethrough", "autolink"] {
      if let found = cmark_find_syntax_extension(name) {
        cmark_parser_attach_syntax_extension(parser, found)
      }
    }
    var text = text
    // SAFETY: the parser copies what it is fed before the call returns.
    text.withUTF8 { buffer in
      buffer.withMemoryRebound(to: CChar.self) {
        if let start = $0.baseAddress { cmark_parser_feed(parser, start, $0.count) }
      }
    }
    guard let root = cmark_parser_finish(parser) else { return nil }
    self.root = root
  }

  // SAFETY: the tree is freed with its only owner; nodes do not leave `withRoot`.
  deinit { cmark_node_free(root) }

  func withRoot<Result>(_ body: (MarkdownNode) -> Result) -> Result {
    body(MarkdownNode(raw: root))
  }
}

/// One node of the C tree, valid while its `MarkdownNodes` is.
struct MarkdownNode {
  fileprivate let raw: OpaquePointer

  /// The library's name for it; those of extensions have no constant, and notes have no name.
  var kind: String {
    let type = cmark_node_get_type(raw)
    if type == CMARK_NODE_FOOTNOTE_REFERENCE { return "footnote_reference" }
    if type == CMARK_NODE_FOOTNOTE_DEFINITION { return "footnote_definition" }
    return text(cmark_node_get_type_string(raw))
  }
  var literal: String { text(cmark_node_get_literal(raw)) }
  var address: String { text(cmark_node_get_url(raw)) }
  var title: String { text(cmark_node_get_title(raw)) }
  var fenceInfo: String { text(cmark_node_get_fence_info(raw)) }
  var headingLevel: Int { Int(cmark_node_get_heading_level(raw)) }
  var isTight: Bool { cmark_node_get_list_tight(raw) != 0 }

  var listStart: Int? {
    cmark_node_get_list_type(raw) == CMARK_ORDERED_LIST ? Int(cmark_node_get_list_start(raw)) : nil
  }

  var children: [MarkdownNode] {
    var found: [MarkdownNode] = []
    var next = cmark_node_first_child(raw)
    while let node = next {
      found.append(MarkdownNode(raw: node))
      next = cmark_node_next(node)
    }
    return found
  }

  /// The words of everything in it, found without recursion.
  var words: String {
    guard let walk = cmark_iter_new(raw) else { return "" }
    defer { cmark_iter_free(walk) }
    var out = ""
    while true {
      let event = cmark_iter_next(walk)
      if event == CMARK_EVENT_DONE { return out }
      guard event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(walk) else { continue }
      let found = MarkdownNode(raw: node).literal
      if !found.isEmpty { out += out.isEmpty ? found : " " + found }
    }
  }

  /// Of a table, a letter per column.
  var alignments: [TableGrid.Alignment] {
    let count = Int(cmark_gfm_extensions_get_table_columns(raw))
    // SAFETY: the library gives an array of one byte per column, owned by the node.
    guard let bytes = cmark_gfm_extensions_get_table_alignments(raw) else { return [] }
    return (0..<count).map { column in
      switch bytes[column] {
      case UInt8(ascii: "r"): .trailing
      case UInt8(ascii: "c"): .centre
      default: .leading
      }
    }
  }

  // SAFETY: the library's strings end in a zero byte and live as long as the node.
  private func text(_ pointer: UnsafePointer<CChar>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
  }
}

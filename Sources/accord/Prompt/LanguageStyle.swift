import LanguageService

/// A name for the language service's styles beside the line editor's own.
typealias LanguageStyle = StyledSpan.Style

package import ColumnStore

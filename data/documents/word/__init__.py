"""A frozen paper as a Word file in the layout of GB/T 9704-2012, 党政机关公文格式."""

from data.documents.word.file import write_word

__all__ = ["write_word"]

"""Writers: a frozen paper -> the bytes of a file, one module or package a format."""

"""The steps of an import: the file, what its columns mean, what it does not say, what would change."""

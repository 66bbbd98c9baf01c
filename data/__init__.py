"""Everything that is stored, comes in or goes out."""

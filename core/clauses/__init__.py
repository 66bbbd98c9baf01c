"""The clauses as rules: one module per chapter, one function per clause and thing that it asks."""

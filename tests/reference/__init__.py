"""A second opinion on a county: every definition and rule read row by row, sharing no code with the core it checks."""

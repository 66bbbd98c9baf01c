"""The sections that a briefing is made of: one module each, with the function that writes it from a basis."""

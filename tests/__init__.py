"""All tests; what runs them is pytest."""

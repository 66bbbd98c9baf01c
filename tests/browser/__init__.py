"""The product in a real Chromium."""

"""Pieces that pages share. They hold no state of their own."""

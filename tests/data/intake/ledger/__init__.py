"""Tests of people's own ledgers."""

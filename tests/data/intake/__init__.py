"""Tests of the exchange workbook."""

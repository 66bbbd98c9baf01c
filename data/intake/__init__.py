"""The exchange workbook: its schema, reading, checking, preview, import, export and template."""

"""The joint meeting (L1): called, held, decided, minuted, issued and followed up; each act in one transaction."""

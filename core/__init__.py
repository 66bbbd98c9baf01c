"""Judging parks against the policy documents: pure functions over columns, without database, screen or clock."""

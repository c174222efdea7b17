"""Rows that the rules are about."""

"""The record contract: every table and column that complianced reads."""

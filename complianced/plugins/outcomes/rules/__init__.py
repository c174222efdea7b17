"""Rules of outcomes and recruitment."""

"""Rules of England, by what they are about."""

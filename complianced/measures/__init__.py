"""Measures: figures that a scheme reports of itself, each with what it was worked out from.

A measure says how things went and is no rule: none is a pass mark, and none predicts a rating.
"""

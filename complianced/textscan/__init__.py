"""The text scan: reads the documents of a record set safely and finds words that a person should look at.

read_lexicons(bundles) ─▶ Lexicon ┐
documents.file ─▶ passages        ┴─▶ hits ─▶ tables `document_scans` and `document_hits` ─▶ ordinary rules
"""

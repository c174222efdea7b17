"""Statements: the weeks and fees of each carer in a tax year, for the carer to keep. Never a tax computation.

records ─▶ weeks of people, fees by kind ─▶ Statement ─▶ JSON, CSV, a PDF page per carer
            dated amounts of the relief ─┘
"""

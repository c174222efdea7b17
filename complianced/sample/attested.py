"""The clauses of each nation that only a person can judge, and for which a named role states where the scheme stands.

They are the rows of the regulation reference whose check is a judgement, or whose records are `attestations`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SELF_EMPLOYMENT = ("hmrc-esm/0524", "ukeat-0011-18/all")

ATTESTED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "england": (
            "uksi-2014-2936/9(3)(h)", "uksi-2014-2936/9(3)(i)", "ukpga-2010-15/20", "uksi-2014-2936/10(1)",
            "uksi-2014-2936/10(2)(b)", "uksi-2014-2936/12(2)(d)", "uksi-2014-2936/13(4)(a)", "uksi-2014-2936/13(4)(c)",
            "uksi-2014-2936/13(4)(d)", "uksi-2014-2936/13(5)", "uksi-2014-2936/15",
            "uksi-2014-2936/18(2)(b)", "uksi-2014-2936/19(1)",
            "uksi-2014-2936/20(1)", "uksi-2009-3112/17", "ukpga-2012-7/250", "dapb1605/v4",
            "cqc-right-support/statutory-guidance", "uksc-2026-16/judgment", "ukpga-2005-9/35", "ukpga-2005-9/36",
            "ukpga-2005-9/37", "ukpga-2005-9/38", "ukpga-2005-9/39", "ukpga-2014-23/67",
        ),
        "wales": (
            "wsi-2019-163/2", "wsi-2019-163/5", "wsi-2019-163/9", "wsi-2019-163/11(6)", "wsi-2019-163/17",
            "wsi-2019-163/18", "wsi-2019-163/20", "wsi-2019-163/21", "wsi-2019-163/27", "wsi-2019-163/30",
            "wsi-2019-163/31", "wsi-2019-163/34", "wsi-2019-163/37", "wsi-2019-163/38", "wsi-2019-163/39",
            "wsi-2019-163/40(1)", "wsi-2019-163/40(2)", "wsi-2019-163/42", "wsi-2019-163/44", "wsi-2019-163/56",
            "wsi-2019-163/61", "wsi-2019-163/62", "wsi-2019-163/sch2",
        ),
        "scotland": (
            "asp-2010-8/60", "asp-2010-8/66", "ssi-2011-210/3", "ssi-2011-210/4(1)(a)", "ssi-2011-210/4(1)(b)",
            "ssi-2011-210/10", "ssi-2011-29/5", "asp-2019-6/7", "asp-2019-6/10", "asp-2007-14/part2",
            "sssc-rules/annual", "asp-2000-4/1", "echr/5", "ssi-2018-57/8", "ssi-2018-57/9", "ssi-2018-57/2(1)(a)",
            "asp-2006-1/part5", "ci-records-guidance/11",
        ),
        "northern_ireland": (
            "nisr-2007-221/9", "nisr-2007-221/sch2", "nisr-2007-221/10", "nisr-2007-221/14",
            "nisr-2007-221/16(2)(e)", "nisr-2007-221/19(4)", "nisr-2007-221/20(1)", "nisr-2007-221/20(2)",
            "nisr-2007-221/20(3)", "nisr-2007-221/21(1)", "nisr-2007-221/sch4", "nisr-2007-221/21(5)",
            "nisr-2007-221/27", "nisr-2007-221/29", "nisr-2007-221/32(1)", "nisi-2003-431/24",
        ),
    }
)  # fmt: skip

import complianced_asset_based
from complianced.testing import bundle_tests

test_bundle = bundle_tests(complianced_asset_based)

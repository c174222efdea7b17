import complianced_ireland
from complianced.testing import bundle_tests

test_bundle = bundle_tests(complianced_ireland)

import complianced_jersey
from complianced.testing import bundle_tests

test_bundle = bundle_tests(complianced_jersey)

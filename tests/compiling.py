"""`pytest --collect-only -p tests.compiling` imports every test, so that all are compiled, and collects none.

In a fresh clone `./test` does so while the types are checked: else each of its workers would compile all of them anew.
"""

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makeitem() -> list[pytest.Item]:
    """Nothing of a module is a test."""
    return []

from tests.cases.work.conftest import work

__all__ = ["work"]

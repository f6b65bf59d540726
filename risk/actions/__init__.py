from .signing import ImpossibleReview, NotWaiting, return_assessment, sign_off
from .writing import (
    ConditionsMissing,
    LevelTooLow,
    NotTheAuthor,
    change_assessment,
    must_be_author,
    submit_assessment,
    write_assessment,
)

__all__ = [
    "ConditionsMissing",
    "ImpossibleReview",
    "LevelTooLow",
    "NotTheAuthor",
    "NotWaiting",
    "change_assessment",
    "must_be_author",
    "return_assessment",
    "sign_off",
    "submit_assessment",
    "write_assessment",
]

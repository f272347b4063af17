"""Fits what each agreement is worth (`app.rules.alike`) to every other labelled pair, and says how well both halves do.

`python -m tests.data.likeness.fit` prints the weights to write into `app/rules/alike.py`.
"""

import json
import math
from pathlib import Path
from typing import Any

from app.rules.alike import PARTS, measure, terms
from app.rules.report_said import Named, Report

FOLDER = Path(__file__).parent
TERMS = ("bias", "wording", "held", "order", *(f"{no}{part}" for part in PARTS for no in ("", "no ")))
_STEPS, _RATE, _DECAY = 4000, 0.05, 0.002


def pairs() -> list[dict[str, Any]]:
    """The labelled pairs."""
    found: list[dict[str, Any]] = json.loads((FOLDER / "pairs.json").read_text("utf-8"))
    return found


def report(said: dict[str, Any]) -> Report:
    """A report of a labelled pair."""
    named = tuple(Named(each["name"], each["unit"], each["position"]) for each in said["respondents"])
    return Report(named, said["place"], said["summary"], said["received_on"])


def noise() -> list[dict[str, Any]]:
    """Reports of other matters, among which the labelled ones are found."""
    found: list[dict[str, Any]] = json.loads((FOLDER / "noise.json").read_text("utf-8"))
    return found


def main() -> None:
    """Fit and print."""
    rows = [(compared(each["a"], each["b"]), each["same"]) for each in pairs()]
    weights = fit(rows[::2] + unrelated())
    print(json.dumps({name: round(value, 2) for name, value in weights.items()}))
    for name, half in (("fitted", rows[::2]), ("held out", rows[1::2])):
        said = [(sum(weights[term] * value for term, value in row.items()) > 0, same) for row, same in half]
        right = sum(guess and same for guess, same in said)
        print(name, "precision", round(right / sum(guess for guess, _ in said), 3),
              "recall", round(right / sum(same for _, same in said), 3))  # fmt: skip


def compared(one: dict[str, Any], other: dict[str, Any]) -> dict[str, float]:
    """The terms of two reports."""
    return terms(measure(report(one), report(other), {}))


def unrelated() -> list[tuple[dict[str, float], bool]]:
    """Reports of the noise against labelled ones of the same village: never one matter."""
    others = noise()
    return [
        (compared(each["a"], other), False)
        for each in pairs()[::4]
        for other in [other for other in others if other["place"] and other["place"] == each["a"]["place"]][
            :2
        ]
    ]


def fit(rows: list[tuple[dict[str, float], bool]]) -> dict[str, float]:
    """Logistic regression by plain gradient steps, with a small pull towards nought."""
    weights = dict.fromkeys(TERMS, 0.0)
    for _ in range(_STEPS):
        slope = dict.fromkeys(TERMS, 0.0)
        for row, same in rows:
            said = 1 / (1 + math.exp(-sum(weights[term] * value for term, value in row.items())))
            for term, value in row.items():
                slope[term] += (said - same) * value
        for term in TERMS:
            weights[term] -= _RATE * (slope[term] / len(rows) + _DECAY * weights[term]) * 10
    return weights


if __name__ == "__main__":
    main()

"""The guard proved on a sample: one cell of the data changed at a time, and something notices."""
from itertools import count

import pytest

from analysis import prove
from analysis.publish import charts
from analysis.tests import changed


@pytest.mark.slow
def test_a_sample_of_changes_is_noticed(capsys):
    assert prove.prove(None, None, sample=40) == 0, capsys.readouterr().out


def test_a_change_that_nothing_reads_would_be_missed(monkeypatch, capsys):
    """The proof can fail: with rules and outputs that look at nothing, the change of a cell goes unnoticed and is named."""
    monkeypatch.setattr(prove.check, "violations", lambda folder: [])
    monkeypatch.setattr(prove._Base, "_parts", lambda self, folder: iter([]))
    assert prove.prove(None, None, sample=1) == 1
    assert "missed: " in capsys.readouterr().out


def test_what_is_explained_by_a_drawing_is_seen_in_one():
    """A partner's short name moves no number; the picture of the sheet has it."""
    def renamed(tables):
        tables["partners"][0]["short"] += " x"
    one, two = (charts.sheet(changed.dataset(change)) for change in (lambda tables: None, renamed))
    assert repr(one) == repr(two) and one.svg != two.svg


def test_a_proof_that_notices_where_nothing_changed_stops(monkeypatch, capsys):
    ticks = count()
    monkeypatch.setattr(prove._Base, "_parts", lambda self, folder: iter([("a clock", next(ticks))]))
    assert prove.prove(None, None, sample=1) == 1 and "where nothing was changed, a clock noticed" in capsys.readouterr().out
    assert prove.prove(None, None, sample=0) == 1 and "no change to try" in capsys.readouterr().out

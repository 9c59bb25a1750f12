"""The guard proved on a sample: one cell of the data changed at a time, and something notices."""
import pytest

from analysis import prove


@pytest.mark.slow
def test_a_sample_of_changes_is_noticed(capsys):
    assert prove.prove(None, None, sample=40) == 0, capsys.readouterr().out


def test_a_change_that_nothing_reads_would_be_missed(monkeypatch, capsys):
    """The proof can fail: with rules and outputs that look at nothing, the change of a cell goes unnoticed and is named."""
    monkeypatch.setattr(prove.check, "violations", lambda folder: [])
    monkeypatch.setattr(prove._Base, "_parts", lambda self, folder: iter([]))
    assert prove.prove(None, None, sample=1) == 1
    assert "missed: " in capsys.readouterr().out

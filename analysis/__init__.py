"""Who listed what: helpers for the digital partnerships of the European Union, or for any dataset of the same form.

`load` gives the dataset (`dataset`, cut by `views`), `presence` tells listed, not listed and unknown apart, `findings`, `trials` and `fragility` say what was found and what would
overturn it. The rest answers the questions of the notebooks:

    01-corpus        corpus, agreement            07-depth         depth
    02-network       network                      08-comparators   comparison
    03-overlap       overlap                      09-instruments   instruments
    04-evolution     evolution                    10-claims        claims, meetings
    05-sources       sources, writers, beliefs    11-targets       crosswalk
    06-themes        course, uptake, together     the first page   between, answer

The pages that are no notebook rest on `explorer`, `dossier` (a partner), `topicbook` (the topics) and `editions` (what changed).

`rules` and `check` keep the data, `page` reads a new copy of the source's page, `publish` draws and writes, `prove`, `guard`, `quick` and `bench` hold all of it to account.
"""


def __getattr__(name: str):
    # `load` brings pandas; the data rules and the command line's help do without it and shall not wait for it.
    if name == "load":
        from analysis.loading import load
        return load
    raise AttributeError(f"module 'analysis' has no attribute {name!r}")

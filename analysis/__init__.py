"""Who listed what: helpers for the digital partnerships of the European Union, or for any dataset of the same form.

`load` gives the dataset; the modules `corpus`, `network`, `overlap` and `evolution` answer the questions of the notebooks of the same names,
`presence` tells listed, not listed and unknown apart, `findings` and `fragility` say what was found and what would overturn it.
"""


def __getattr__(name: str):
    # `load` brings pandas; the data rules and the command line's help do without it and shall not wait for it.
    if name == "load":
        from analysis.loading import load
        return load
    raise AttributeError(f"module 'analysis' has no attribute {name!r}")

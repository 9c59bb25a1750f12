"""The Commission's page as a person saved it, held against the dataset: `python -m analysis read PAGE`. Nothing here writes.

    saved -> lines, markup, survey, furniture     the bytes, HTML or text, as one sequence of blocks
    outline -> headings, strays, mentions, dated  the blocks as sections of partners, with events, dates and lists
    place -> events                               each list and event to that of the dataset
    compare -> labels, remains                    what differs
    told -> draft                                 the difference in words, and rows to paste
"""

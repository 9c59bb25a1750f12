"""Ways to break a copy of the real data, each in one place: what the tests of `check` see fire, and where.

A case changes the copy and says where the one violation is to be. Rows are chosen by what they hold, so that later editions of the data
can be broken in the same ways.
"""
from analysis.tests.breaking import cells, codings, descriptor, files, legal, lists, views
from analysis.tests.breaking.base import CASES, Copy, saved_with

__all__ = ["CASES", "Copy", "cells", "codings", "descriptor", "files", "legal", "lists", "saved_with", "views"]

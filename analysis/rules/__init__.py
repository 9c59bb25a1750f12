"""The rules that a dataset keeps. Each is one pure function of the tables, named as messages and tests name it."""

# Each target makes the environment that it needs (analysis/bootstrap.py; nothing to do takes no time) and calls one verb.
PYTHON ?= python3
DATA =
VIEW =
PAGE =
SOURCE =
OLD =
NEW =
SINGLE =

OPTIONS = $(if $(DATA),--data "$$DATA") $(if $(VIEW),--view "$$VIEW")
MAKE_VENV = $(PYTHON) analysis/bootstrap.py
ANALYSIS = .venv/bin/python -m analysis

# Set for another project, these would make Python look in the wrong places.
unexport PYTHONHOME PYTHONPATH

.PHONY: help report pdf test update quick check lab read diff prove

help:   ## say this
	@awk -F ': *## ' '/^[a-z]+: *## /{printf "  make %-7s %s\n", $$1, $$2}' Makefile
	@echo "Variables: PYTHON=python3.12 chooses the Python, DATA=folder another dataset, VIEW=name a choice of its sources, PAGE=file a saved page, SOURCE=id what it is held against, OLD=folder and NEW=folder what is compared, SINGLE=1 puts the report into one file."

report: ## run the notebooks on the data and write the report, _reports/index.html
	@$(MAKE_VENV) && $(ANALYSIS) report $(OPTIONS) $(if $(filter-out 0,$(SINGLE)),--single)

pdf:    ## write the report with all its pages as one tagged PDF, _reports/report.pdf (needs Chromium)
	@$(MAKE_VENV) && $(ANALYSIS) pdf $(OPTIONS)

test:   ## prove every stored output, figure, rule and number
	@$(MAKE_VENV) && $(MAKE_VENV) lab && $(ANALYSIS) test $(OPTIONS)

update: ## bring notebooks, figures, findings and tables up to date, and say which findings changed
	@$(MAKE_VENV) && $(ANALYSIS) update $(OPTIONS)

quick:  ## the check to run while working: seconds, without a browser
	@$(MAKE_VENV) && $(ANALYSIS) quick $(OPTIONS)

check:  ## check the data alone, and name every violation of its rules
	@$(MAKE_VENV) && $(ANALYSIS) check $(OPTIONS)

lab:    ## open copies of the notebooks (in scratch/) in JupyterLab
	@$(MAKE_VENV) lab && .venv-lab/bin/python -m analysis lab $(OPTIONS)

read:   ## hold a saved copy of the Commission's page against the data and print the difference
	@$(MAKE_VENV) && $(ANALYSIS) read $(OPTIONS) $(if $(SOURCE),--source "$$SOURCE") "$$PAGE"

diff:   ## say what changed between two datasets: items, codes, findings, numbers, tables
	@$(MAKE_VENV) && $(ANALYSIS) diff $(if $(OLD),"$$OLD") $(if $(NEW),"$$NEW")

prove:  ## change the data one cell at a time and count how many changes are noticed
	@$(MAKE_VENV) && $(ANALYSIS) prove $(OPTIONS)

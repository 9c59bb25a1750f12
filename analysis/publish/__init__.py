"""Publishing: figures, notebooks' outputs and pages. The only part of `analysis` that draws, and that writes what is made from the data.

What sets a workplace up (environments, locks, JupyterLab's copies) writes for itself.
"""

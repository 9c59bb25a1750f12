"""Publishing: figures, notebooks' outputs and pages. The only part of `analysis` that writes, and the only one that draws."""

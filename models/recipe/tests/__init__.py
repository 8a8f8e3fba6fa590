"""Tests of the recipe: `python3 -m unittest` in `models/recipe`. Those of training need PyTorch."""

"""Reads of the public pages that cross chapters. Every function takes a locality; none reads beyond it."""

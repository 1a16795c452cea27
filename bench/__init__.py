"""Side-by-side benchmark: what Khéo takes, beside a floor that does the bare minimum or a peer that does the same, in one run.

Only the ratios say something from one machine to another; nothing passes or fails by time.
"""

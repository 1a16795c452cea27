"""Signed PDFs: who signed, whether it is the file given out, what was added, and the list of roots that are trusted.

``reading`` knows pyHanko and runs in a process of its own (``apart``); the rest is light and may be imported anywhere.
"""

"""The saved state of a learner: written and read as the player does it, told in words, bounded, and compared.

Layer: above `render`, whose course object is where an edition tells what it has; below `targets`.
"""

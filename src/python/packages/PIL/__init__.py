"""
Pillow's images as far as data sets need them: bytes as an array, and their size.

Nothing is read from files or written to them: there are no decoders here.
"""

__version__ = "12.3.0"

"""The formats that are read, one module each, found by name.

A module has ``recognise(source) -> int`` and ``read(source) -> Document``. ``recognise`` looks at
the content and returns how sure it is: 100 for a signature, 60 for a structure, 10 for a guess,
0 for no; names and declared types only settle what content leaves open. The surest module reads.
What is slow to import is imported inside ``read``.
"""

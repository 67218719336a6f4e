"""The commands of ``foi``, one module each, found by name.

A module holds one function ``command`` whose first parameter is ``context: typer.Context``; its
docstring is the help and ends with an example after ``Example:``. A module that would shadow a
Python word ends in an underscore (``import_``). What is slow to import is imported inside.
"""

"""Sample disclosure sites: composed letters, and a server that shows them on this machine.

The forces are real; the requests, references, people and figures are invented.
"""

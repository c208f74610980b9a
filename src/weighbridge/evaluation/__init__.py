"""How well the program reads: its output against annotated documents.

``statements`` scores what was read, ``attributions`` who is said to have said what,
``calibration`` how far confidence can be believed, ``ledger`` the grouping into transfers and origins;
``gold`` loads and checks annotated documents.
"""

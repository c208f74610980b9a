"""What the ledger holds, as files for other programs, and back.

``gather`` takes records out of the ledger; ``statements``, ``transfers``, ``register`` make rows of them; ``*_files``
write rows; ``entities``, ``stix``, ``feed`` and ``database`` write for one kind of program each; ``whole`` and
``restoring`` write and take in everything that a ledger was told. Nothing here decides what is shown on a screen.
"""

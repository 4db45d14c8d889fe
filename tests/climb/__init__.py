"""A search that climbs towards specs that cost much: it changes specs, keeps what costs most, and goes on from there.

    python -m tests.climb --seconds 600 --seed 1
    python -m tests.climb --seconds 60 --keep found    the dearest of each stage are written into a folder

There is a population for each stage (`costs.STAGES`), whose members are what was found to be dearest in it. A step
takes one, changes it (`mutations`), or crosses it with a member of any other, and looks what it costs in a process
with the bounds of SECURITY.md (`tests.worst.bounded`). What would pass them is written down, and the exit code is 1.
Specs have at most `genes.MOST_BYTES`. What is tried next depends on the seed and on what was found to cost most.
"""

"""The worst that a spec, a folder or a command line can ask for, stage by stage, each in a process with bounds.

    python -m tests.worst                  every stage and every case that was ever too dear, as a stage of .ci/run
    python -m tests.worst --all            with variants of them
    python -m tests.worst --only layout    the rows whose stage or name has this text

The promise of SECURITY.md is 15 s and 1 GB on the machine that it was measured on. Others are slower or faster, and
one that is shared is slower at times: the seconds are scaled by a fixed piece of work that is timed in the same run,
against its time on that machine (`bounded.REFERENCE`). The memory is not scaled; the system holds it as address space.
"""

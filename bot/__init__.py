"""elo-botti: who was proposed to coordinate a piece of the Finnish lifelong-guidance strategy, and with which tasks."""

import os
import signal

if os.getpid() == 1:
    # The kernel keeps from the first process of a container each signal that it has no handler for. This one is there
    # before all else is loaded, which takes a second or more, and again for a second signal.
    signal.signal(signal.SIGTERM, lambda number, _: os._exit(128 + number))
# The image starts with the signal held back, since even the interpreter takes a moment: what came meanwhile comes now.
signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTERM])

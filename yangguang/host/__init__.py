"""Publishing by `git push`: the folder on a small machine, the door, the worker, and what an operator asks of them."""

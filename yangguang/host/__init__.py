"""Publishing by `git push`: the folder on a small machine, the door, the worker, and what an operator asks of them.

``places`` is the folder, ``setup`` makes it, ``git`` reads it. A push comes to the ``door``: ``access`` and ``trees``
say whether it may pass, ``verdict`` (by ``narrow``, else by ``checks``) whether its content may. The ``worker`` then
sees what is ``wanted``; ``making`` (by ``checkout``, ``histories``, ``building`` and ``verify``) brings it among the
``releases``, and ``previews`` come last. ``status`` and ``doctor`` are for operators.
"""

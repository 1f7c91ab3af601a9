"""The index that the reader's browser searches: fragments made with the pages, joined into static scripts.

``fragment`` makes the ``entry`` of an item, ``regions`` those of all else. ``index`` joins them: ``names`` is layer 1,
``order``, ``units`` and ``postings`` are layer 2, ``said`` is what names are made of. ``patch`` changes an index that
stands, by ``scripts``, ``owners``, ``shown`` and ``renamed``. ``staff``, ``record`` and ``question`` are the staff's own search.
"""

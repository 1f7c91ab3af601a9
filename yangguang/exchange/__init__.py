"""The wing of exchange: lists come in from spreadsheets and go out as such; what they cite is held against the laws.

A list comes in by four steps, each of which knows those before it alone: ``readers`` make a grid of a file, ``sheets``
raw items of a grid, ``items`` content of a raw item, ``intake`` brings it into the content that is there. ``export``
goes the other way, and ``laws`` looks after what is cited.
"""

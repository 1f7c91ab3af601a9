"""The kiosk: a signed bundle of the site, and what installs and updates it on the machine in the hall.

``bundle`` makes one, and ``manifest`` is what it says of itself. On the machine ``fetch`` brings it, ``update`` takes
it, and ``place`` puts what lies in ``machine/`` where the system looks for it.
"""

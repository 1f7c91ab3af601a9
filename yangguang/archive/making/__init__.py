"""What a snapshot is made of: the site, its sources, the program, the inventory, and the cover that tells of them."""

"""A made-up register of exactly the mission's shape, in the content format and in other generators' own."""

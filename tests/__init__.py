"""The tests: each asserts something that a user of Yangguang would notice."""

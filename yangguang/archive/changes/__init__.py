"""What changed between two snapshots: item by item, what stands beside them, whether decisions account for it."""

"""What the tests share: archives, servers, faults, properties, and where this checkout is."""

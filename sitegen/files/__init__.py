"""What touches the disk for all others: rules of reading, the walk, signatures, atomic writes, locks, processes."""

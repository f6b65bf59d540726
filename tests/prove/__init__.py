"""The long proofs: what the suite shows in short, at full length. Run by `./rj prove`."""

### The season folder: reading and writing.

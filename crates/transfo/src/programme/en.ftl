### Editions, authorities, protocol.

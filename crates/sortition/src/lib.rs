//! Draws a panel of volunteers under quotas, fairly, and writes the record of the draw.

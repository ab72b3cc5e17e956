### Availability, plan, attendance, feeds.

### Persons, roles, sign-in.

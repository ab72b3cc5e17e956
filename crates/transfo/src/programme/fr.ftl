### Éditions, collectivités, protocole.

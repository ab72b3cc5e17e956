### Personnes, rôles, connexion.

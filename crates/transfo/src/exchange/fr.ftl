### Le dossier de saison : lire et écrire.

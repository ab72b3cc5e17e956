### Appel, candidatures, tirage, cohorte.

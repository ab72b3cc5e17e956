### Disponibilités, plan, présences, agendas.

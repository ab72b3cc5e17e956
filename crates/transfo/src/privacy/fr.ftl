act-rows-erased = Données arrivées à échéance effacées
act-rows-unnamed = Données arrivées à échéance rendues anonymes
privacy-phase-erasing = Effacement de ce qui est arrivé à échéance
privacy-cli-erased = { $table } : { $rows } effacées ({ $period })
privacy-cli-unnamed = { $table } : { $rows } rendues anonymes ({ $period })
privacy-cli-would-erase = { $table } : { $rows } seraient effacées ({ $period })
privacy-cli-would-unname = { $table } : { $rows } seraient rendues anonymes ({ $period })
privacy-cli-nothing = Rien n’est arrivé à échéance.

### Groupes de travail de chaque séance.


groups-title = Groupes de travail
groups-lead = Qui travaille avec qui à chaque séance : tout le monde rencontre tout le monde, et les profils se répartissent.
groups-none = Pas encore de groupes
groups-none-hint = L’équipe du site les compose une fois la cohorte connue ; ils apparaissent ici.
groups-compose-verb = Composer les groupes
groups-compose-again = Recomposer les séances à venir
groups-compose-title = Composer les groupes
groups-compose-lead = { $count ->
    [one] Une personne à répartir.
   *[other] { $count } personnes à répartir.
}
groups-compose-kept = { $held ->
    [0] Aucune séance n’a encore eu lieu.
    [one] La séance déjà tenue ne change pas ; les rencontres qu’elle a permises comptent.
   *[other] Les { $held } séances déjà tenues ne changent pas ; les rencontres qu’elles ont permises comptent.
}
groups-session = Séance { $number }
groups-session-when = { $session }, { $when }
groups-group = Groupe { $number }
groups-from = vient du { $group }
groups-unnamed = Personne n° { $rank }
groups-sessions = Séances
groups-pairs = Paires qui se rencontrent
groups-of = sur { $whole }
groups-most = Rencontres d’une même paire, au plus
groups-held-badge = Tenue
groups-absences = Noter des absences
groups-away-names = Absents notés : { $names }.
groups-stale = La cohorte a changé depuis
groups-stale-who = Arrivées ou départs : { $names }. Les séances tenues restent ; pour celles à venir, peu de personnes changeront de groupe.
groups-follow-verb = Mettre à jour les séances à venir
groups-picture = Qui rencontre qui
groups-picture-says = { $met } paires sur { $pairs } se rencontrent, chacune { $most } fois au plus.
groups-picture-never = Jamais dans le même groupe
groups-picture-times = Nombre de séances dans le même groupe
groups-number = Numéro
groups-met = Collègues rencontrés
groups-never = Jamais avec
groups-seed = Graine de ce calcul : { $seed }. La même graine et la même cohorte donnent les mêmes groupes.
groups-cards = Cartes à imprimer
groups-cards-lead = Une carte par personne, huit par feuille A4 : son nom, et son groupe à chaque séance.
groups-print = Imprimer
groups-card-session = Séance { $number }
groups-card-group = groupe { $group }
groups-back = Revenir aux groupes

## Composer
groups-count = Nombre de groupes
groups-count-hint = De tailles presque égales.
groups-sessions-count = Nombre de séances
groups-sessions-hint = { $runs ->
    [0] Aucune séquence à venir au calendrier.
    [one] Une séquence à venir au calendrier ; la première séance à venir y est rattachée.
   *[other] { $runs } séquences à venir au calendrier ; les séances à venir y sont rattachées dans l’ordre.
}
groups-sizes = Tailles des groupes
groups-sizes-hint = Pour des tailles inégales, par exemple : 6, 6, 4, 4. Remplace le nombre de groupes.
groups-spread = Répartir
groups-spread-hint = Ce qui est coché est réparti sur les groupes de chaque séance ; les rencontres passent d’abord.
groups-pair-title = Ensemble ou séparés
groups-pairs-hint = Par exemple une personne et sa hiérarchie, jamais dans le même groupe. La cohorte voit les groupes, pas ces souhaits.
groups-pair-line = Souhait { $n }
groups-wish = Souhait
groups-wish-apart = Jamais ensemble
groups-wish-together = Toujours ensemble
groups-one = Première personne
groups-other = Seconde personne
groups-given-title = Places données
groups-given-hint = Une personne dans un groupe précis à une séance, par exemple pour animer.
groups-given-line = Place donnée { $n }
groups-person = Personne
groups-session-name = Séance
groups-group-name = Groupe
groups-away-title = Absences
groups-away-known = Les absences déjà connues : les groupes restent de tailles proches. Celles que chacun a dites et les retraits sont repris ; changez ou videz une ligne pour en décider autrement. Plusieurs séances s’écrivent 2, 4-6 ; sans numéro : toutes les séances à venir.
groups-away-said = D’après ses disponibilités : absence d’au moins la moitié de chaque séance citée.
groups-away-withdrawn = S’est retirée ou retiré : absence de toutes les séances à venir.
groups-away-sessions = Séances
groups-away-line = Absence { $n }

## Une séance
groups-session-lead = Les groupes annoncés. Si quelqu’un manque, seules bougent les personnes qu’il faut.
groups-session-held = Cette séance a eu lieu : ses groupes ne changent plus.
groups-away-hint = Cochez toutes les personnes absentes, puis mettez à jour. Les autres séances ne changent pas.
groups-away-legend = Absents à cette séance
groups-away-visible = Visible par : l’équipe du site et la coordination. La cohorte voit les groupes, sans la liste des absents.
groups-away-verb = Mettre les groupes à jour
groups-hold-title = La séance a eu lieu ?
groups-hold-hint = Elle n’est rattachée à aucune séquence du calendrier : notez-la comme tenue, et ses groupes ne changeront plus.
groups-hold-verb = Noter la séance comme tenue

## Ce qui ne va pas
groups-fault-sessions = Donnez un nombre de séances entre 1 et { $most }.
groups-fault-sizes = Les tailles sont des nombres séparés par des virgules. Exemple : 6, 6, 4, 4.
groups-fault-groups = Donnez un nombre de groupes entre 1 et { $most }.
groups-fault-nobody = Il faut au moins deux personnes dans la cohorte pour composer des groupes.
groups-fault-sum = Ces tailles font { $sum } places, pour { $people } personnes.
groups-fault-held = { $held ->
    [one] Une séance a déjà eu lieu : demandez-en davantage.
   *[other] { $held } séances ont déjà eu lieu : demandez-en davantage.
}
groups-fault-pair = Choisissez deux personnes différentes de la cohorte.
groups-fault-given = Donnez une séance à venir, une personne, et un groupe qui existe ; une place par personne et par séance.
groups-fault-away = Donnez une personne de la cohorte et des séances à venir, par exemple 2, 4-6.
groups-fault-none = Aucune répartition ne tient tous les souhaits et toutes les places données. Retirez-en, ou changez le nombre de groupes.
groups-fault-changed = La cohorte ou les séances tenues ont changé entre-temps : relisez, puis recommencez.

## Après un acte
said-groups-made = Les groupes sont composés.
said-groups-replanned = Les groupes de cette séance sont à jour ; les personnes qui ont bougé sont marquées.
said-groups-nobody-moved = L’absence est notée ; personne n’a eu à changer de groupe.
said-groups-held = La séance est notée comme tenue.
said-groups-held-already = Rien n’a changé : la séance a déjà eu lieu.
said-groups-changed = Rien n’a changé : la cohorte a changé entre-temps, relisez.
said-groups-followed = Les séances à venir suivent la cohorte d’aujourd’hui.

## Journal
act-groups-made = a composé les groupes de travail
act-groups-replanned = a mis à jour les groupes d’une séance
act-groups-followed = a mis les groupes à jour après un changement de la cohorte
act-groups-held = a noté une séance comme tenue

## Ligne de commande
groups-cli-none = Aucune répartition trouvée qui tienne tout ce qui est demandé.
groups-cli-many = Plus de { $most } personnes : ce n’est pas une cohorte.
groups-cli-count = Impossible de faire { $count } groupes avec { $people } personnes.
groups-cli-sizes = Ces tailles font { $sum } places, pour { $people } personnes.
groups-cli-apart = { $people } personnes ont « { $value } » dans « { $column } » : elles ne peuvent pas être séparées en { $limit } groupes.
groups-cli-together = { $people } personnes ont « { $value } » dans « { $column } » : elles ne tiennent pas ensemble dans un groupe de { $limit }.
groups-cli-mark = « { $text } » ne se lit pas : il faut une séance demandée et une personne de la table (3:A07), puis un groupe pour une place donnée (3:A07:2).
groups-cli-from = { $file } : ce n’est pas une réponse de « transfo groups --json » pour ces personnes.
groups-cli-moved = Séance { $session } : { $id } passe du groupe { $from } au groupe { $to }
groups-cli-figures = { $met } paires sur { $pairs } se rencontrent, { $most } fois au plus ; écart de répartition { $imbalance } au plus
groups-cli-quotas = Proposition pour { $seats } places, à relire avant de s’en servir.

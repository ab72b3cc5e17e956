//! The one order of a season, so that the same facts give the same bytes.

use crate::season::Season;

impl Season {
    /// The same season with authorities, rooms, overrides and rows in the order in which they
    /// are written.
    #[must_use]
    pub fn canonical(mut self) -> Self {
        self.authorities.sort_by(|a, b| a.slug.cmp(&b.slug));
        for authority in &mut self.authorities {
            authority.rooms.sort_by(|a, b| a.id.cmp(&b.id));
        }
        self.protocol
            .overrides
            .sort_by(|a, b| (&a.rule, &a.parameter, a.on).cmp(&(&b.rule, &b.parameter, b.on)));
        self.team.sort_by(|a, b| {
            (&a.authority, a.role, &a.reference, a.since).cmp(&(
                &b.authority,
                b.role,
                &b.reference,
                b.since,
            ))
        });
        self.volunteers
            .sort_by(|a, b| (&a.authority, &a.reference).cmp(&(&b.authority, &b.reference)));
        self.quotas.sort_by(|a, b| {
            (&a.authority, a.feature, &a.value).cmp(&(&b.authority, b.feature, &b.value))
        });
        self.unavailable.sort_by(|a, b| {
            let key = |one: &crate::Unavailability| {
                (
                    one.authority.clone(),
                    one.reference.clone(),
                    one.from,
                    one.to,
                )
            };
            let rest = |one: &crate::Unavailability| (one.half, one.weekday, one.reason.clone());
            key(a).cmp(&key(b)).then_with(|| rest(a).cmp(&rest(b)))
        });
        self.closures.sort_by(|a, b| {
            (
                &a.authority,
                a.from,
                a.to,
                &a.label,
                a.kind,
                a.hard,
                a.weight,
            )
                .cmp(&(
                    &b.authority,
                    b.from,
                    b.to,
                    &b.label,
                    b.kind,
                    b.hard,
                    b.weight,
                ))
        });
        for meeting in &mut self.meetings {
            meeting.authorities.sort();
            meeting.authorities.dedup();
            if let Some(residents) = &mut meeting.residents {
                residents.sort();
                residents.dedup();
            }
        }
        self.meetings.sort();
        self.meetings.dedup();
        self.team.dedup();
        self.volunteers.dedup();
        self.quotas.dedup();
        self.unavailable.dedup();
        self.closures.dedup();
        self
    }
}

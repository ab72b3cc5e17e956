//! Meetings between authorities.

use crate::{
    calendar::meeting::{Meeting, Party},
    platform::db::{DbError, Row},
};

/// The meetings of edition `$1` that are not called off, one row an authority that takes part, by date.
pub const OF_EDITION: &str =
    "select m.id, m.name, m.days, m.from_on, m.to_on, m.place, h.slug, h.name,
     case when m.undated_at is null then m.starts_on end, m.fixed_at, m.revision, s.slug, s.name
   from meeting m join site h on h.id = m.host_id join meeting_site w on w.meeting_id = m.id join site s on s.id = w.site_id
   where m.edition_id = $1 and m.cancelled_at is null and w.left_at is null
   order by coalesce(m.starts_on, m.from_on), m.name, m.id, s.position, s.slug";

/// The meetings of those rows.
///
/// # Errors
/// What the database says.
pub fn gather(rows: &[Row]) -> Result<Vec<Meeting>, DbError> {
    let mut list: Vec<Meeting> = Vec::new();
    for row in rows {
        let id: String = row.at(0)?;
        if list.last().is_none_or(|last| last.id != id) {
            list.push(meeting(row)?);
        }
        if let Some(meeting) = list.last_mut() {
            meeting.sites.push(Party {
                slug: row.at(11)?,
                name: row.at(12)?,
            });
        }
    }
    Ok(list)
}

fn meeting(row: &Row) -> Result<Meeting, DbError> {
    Ok(Meeting {
        id: row.at(0)?,
        name: row.at(1)?,
        days: row.at(2)?,
        from: row.at(3)?,
        to: row.at(4)?,
        place: row.at(5)?,
        host: Party {
            slug: row.at(6)?,
            name: row.at(7)?,
        },
        starts_on: row.at(8)?,
        fixed: row.at::<Option<i64>>(9)?.is_some(),
        revision: row.at(10)?,
        sites: Vec::new(),
    })
}

-- Working groups of the sessions of a site, and the draws that complete a cohort.
create table grouping (
  site_id text not null primary key references site (id),
  made_at bigint not null,
  made_by text,
  seed text not null,
  sizes text not null,
  spread text not null,
  audience bigint not null,
  author_id text
);
create table grouping_pair (
  site_id text not null references site (id),
  kind text not null,
  one_id text not null references member (id),
  other_id text not null references member (id),
  primary key (site_id, kind, one_id, other_id)
);
-- A session is held when its run is over, or on the day noted where the calendar has no run for it.
create table grouping_session (
  site_id text not null references site (id),
  number bigint not null,
  run_id text,
  held_on text,
  primary key (site_id, number)
);
-- A seat stays with its group when its holder is away; 'announced' is the group before anybody had to move.
create table grouping_seat (
  site_id text not null references site (id),
  number bigint not null,
  member_id text not null references member (id),
  seat bigint not null,
  announced bigint not null,
  away_at bigint,
  given_at bigint,
  primary key (site_id, number, member_id)
);
create table completion (
  id text not null primary key,
  site_id text not null references site (id),
  drawn_at bigint not null,
  drawn_by text,
  public_value text not null,
  pool_hash text not null,
  joining text not null,
  shifts text not null,
  record text not null,
  record_hash text not null
);
create index completion_site on completion (site_id, drawn_at);

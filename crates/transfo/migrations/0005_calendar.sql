-- When people cannot, when places are closed, the plan, the runs people see, and who came.
create table closure (
  id text not null primary key,
  edition_id text not null references edition (id),
  site_id text,
  from_on text not null,
  to_on text not null,
  label text not null,
  kind text not null,
  hard bigint not null,
  weight bigint not null
);
create index closure_edition on closure (edition_id, site_id);
-- Exactly one of application_id (a volunteer) and person_id (a resident) says whose time it is.
create table unavailable (
  id text not null primary key,
  edition_id text not null references edition (id),
  site_id text,
  application_id text references application (id),
  person_id text references person (id),
  from_on text not null,
  to_on text not null,
  half text not null,
  weekday text not null default '',
  reason text not null default '',
  noted_at bigint not null,
  audience bigint not null,
  author_id text
);
create index unavailable_edition on unavailable (edition_id, site_id);
create index unavailable_application on unavailable (application_id);
create index unavailable_person on unavailable (person_id);
-- The private page of one person: availability without an account.
create table availability_link (
  token_hash text not null primary key,
  edition_id text not null references edition (id),
  site_id text,
  application_id text references application (id),
  person_id text references person (id),
  made_at bigint not null,
  answered_at bigint,
  known_until text,
  revoked_at bigint
);
create index availability_link_application on availability_link (application_id);
create index availability_link_person on availability_link (person_id);
-- A plan is a draft until it is published; publishing writes the runs.
create table plan (
  id text not null primary key,
  edition_id text not null references edition (id),
  version bigint not null,
  solved_at bigint not null,
  solved_by text,
  seed text not null,
  cost bigint not null,
  bound bigint not null,
  plan text not null,
  note text not null default '',
  published_at bigint,
  published_by text,
  audience bigint not null,
  author_id text,
  unique (edition_id, version)
);
create table run (
  id text not null primary key,
  site_id text not null references site (id),
  starts_on text not null,
  days bigint not null,
  -- The most days it ever had: days given up stay in subscribed calendars, called off.
  most_days bigint not null default 0,
  room_id text references room (id),
  revision bigint not null,
  changed_at bigint not null,
  locked_at bigint,
  locked_by text,
  cancelled_at bigint
);
create index run_site on run (site_id, starts_on);
create table run_resident (
  run_id text not null references run (id),
  person_id text not null references person (id),
  primary key (run_id, person_id)
);
create table attendance (
  run_id text not null references run (id),
  member_id text not null references member (id),
  day_on text not null,
  half text not null,
  noted_at bigint not null,
  noted_by text,
  method text not null,
  primary key (run_id, member_id, day_on, half)
);
create index attendance_member on attendance (member_id);
create table feed (
  id text not null primary key,
  token_hash text not null unique,
  edition_id text not null references edition (id),
  site_id text,
  person_id text references person (id),
  made_at bigint not null,
  made_by text,
  revoked_at bigint
);

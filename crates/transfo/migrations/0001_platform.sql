-- Settings of the instance, the journal of acts, the mails that leave, and the long work.
create table setting (
  key text not null primary key,
  value text not null
);
create table journal (
  id text not null primary key,
  at bigint not null,
  actor_id text,
  actor_name text not null,
  act text not null,
  edition_id text,
  site_id text,
  subject text not null,
  detail text not null,
  audience bigint not null,
  author_id text
);
create index journal_site on journal (site_id, at);
create index journal_edition on journal (edition_id, at);
create table outbox (
  id text not null primary key,
  prepared_at bigint not null,
  kind text not null,
  edition_id text,
  site_id text,
  to_address text not null,
  to_name text not null,
  lang text not null,
  subject text not null,
  body text not null,
  released_at bigint,
  released_by text,
  sent_at bigint,
  dropped_at bigint,
  attempts bigint not null default 0,
  next_try_at bigint,
  last_error text,
  audience bigint not null,
  author_id text
);
create index outbox_waiting on outbox (sent_at, released_at);
create index outbox_site on outbox (site_id, prepared_at);
create table job (
  id text not null primary key,
  kind text not null,
  edition_id text,
  site_id text,
  input text not null,
  asked_at bigint not null,
  asked_by text,
  started_at bigint,
  beat_at bigint,
  tries bigint not null default 0,
  phase text not null default '',
  done bigint not null default 0,
  total bigint not null default 0,
  detail text not null default '',
  cancelled_at bigint,
  finished_at bigint,
  outcome text,
  error text
);
create index job_open on job (finished_at, asked_at);

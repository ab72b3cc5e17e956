-- Persons, what they may do and since when, and how they prove who they are.
create table person (
  id text not null primary key,
  reference text unique,
  name text not null,
  email text unique,
  lang text not null,
  fictional bigint not null default 0,
  discipline text not null default '',
  home text not null default '',
  public_experience text not null default '',
  created_at bigint not null,
  password_hash text,
  password_set_at bigint,
  totp_secret text,
  totp_confirmed_at bigint,
  totp_last_step bigint,
  disabled_at bigint
);
-- A role is a dated fact: of the instance (no edition), of an edition, or of one site.
create table role (
  id text not null primary key,
  person_id text not null references person (id),
  role text not null,
  edition_id text,
  site_id text,
  since_on text not null,
  until_on text,
  granted_at bigint not null,
  granted_by text
);
create index role_person on role (person_id);
create index role_site on role (site_id);
create index role_edition on role (edition_id);
create table session (
  id text not null primary key,
  token_hash text not null unique,
  person_id text not null references person (id),
  opened_at bigint not null,
  seen_at bigint not null,
  expires_at bigint not null,
  revoked_at bigint,
  agent text not null,
  by_mail_at bigint
);
create index session_person on session (person_id);
create table sign_in (
  id text not null primary key,
  person_id text references person (id),
  email text not null,
  token_hash text not null unique,
  code_hash text not null,
  asked_at bigint not null,
  expires_at bigint not null,
  used_at bigint,
  attempts bigint not null default 0
);
create table recovery_code (
  person_id text not null references person (id),
  code_hash text not null,
  used_at bigint,
  primary key (person_id, code_hash)
);
create table invitation (
  id text not null primary key,
  token_hash text not null unique,
  person_id text not null references person (id),
  invited_at bigint not null,
  invited_by text,
  expires_at bigint not null,
  revoked_at bigint
);
create index invitation_person on invitation (person_id);
create table throttle (
  key text not null primary key,
  since_at bigint not null,
  count bigint not null
);

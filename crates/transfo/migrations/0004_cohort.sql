-- The call, the candidacies, the frozen pool, the draw and the cohort that comes of it.
create table call (
  site_id text not null primary key references site (id),
  opens_on text not null,
  closes_on text not null,
  intro text not null default '',
  contact text not null default ''
);
-- Without a site the quota holds for every site of the edition that sets none of its own for that feature.
create table quota (
  id text not null primary key,
  edition_id text not null references edition (id),
  site_id text,
  feature text not null,
  value text not null,
  low bigint not null,
  high bigint not null,
  low_flex bigint,
  high_flex bigint,
  position bigint not null
);
create index quota_site on quota (edition_id, site_id);
create table application (
  id text not null primary key,
  site_id text not null references site (id),
  reference text not null,
  name text not null,
  email text,
  lang text not null,
  directorate text not null,
  policy_field text not null,
  category text not null,
  location text not null,
  seniority text not null default '',
  gender text not null default '',
  team text not null default '',
  motivation text not null default '',
  manager_name text not null default '',
  manager_email text,
  source text not null,
  entered_by text,
  applied_at bigint not null,
  consented_on text,
  released_at bigint,
  withdrawn_at bigint,
  endorsement text not null default 'waiting',
  endorsed_at bigint,
  endorsement_note text not null default '',
  person_id text references person (id),
  audience bigint not null,
  author_id text,
  unique (site_id, reference)
);
create index application_site on application (site_id, applied_at);
-- Secrets that open a candidacy without an account: to the agent ('own') or to the manager ('manager').
create table application_link (
  token_hash text not null primary key,
  application_id text not null references application (id),
  side text not null,
  made_at bigint not null
);
create index application_link_application on application_link (application_id);
create table pool (
  site_id text not null primary key references site (id),
  frozen_at bigint not null,
  frozen_by text,
  text text not null,
  hash text not null
);
create table drawing (
  site_id text not null primary key references site (id),
  drawn_at bigint not null,
  drawn_by text,
  public_value text not null,
  record text not null,
  record_hash text not null,
  published_at bigint,
  published_by text
);
create table member (
  id text not null primary key,
  site_id text not null references site (id),
  application_id text not null unique references application (id),
  kind text not null,
  rank bigint not null,
  joined_on text,
  left_on text,
  left_reason text not null default '',
  replaces_id text references member (id),
  audience bigint not null default 1155,
  author_id text
);
create index member_site on member (site_id, rank);
create table mission_letter (
  member_id text not null primary key references member (id),
  days_promised bigint not null,
  issued_on text not null,
  issued_by text,
  signed_on text,
  signed_by text,
  audience bigint not null,
  author_id text
);

-- Editions, the authorities in them from prospect to autonomous, and the rules each edition runs under.
create table edition (
  id text not null primary key,
  slug text not null unique,
  name text not null,
  protocol_id text not null,
  protocol_version text not null,
  starts_on text not null,
  ends_on text not null,
  seed text not null,
  fictional bigint not null default 0,
  notes text not null default '',
  created_at bigint not null
);
create table protocol_override (
  id text not null primary key,
  edition_id text not null references edition (id),
  rule text not null,
  parameter text not null,
  value text not null,
  author text not null,
  reason text not null,
  made_on text not null
);
create table site (
  id text not null primary key,
  edition_id text not null references edition (id),
  slug text not null,
  siren text not null,
  name text not null,
  kind text not null,
  theme text not null default '',
  facts text not null default '',
  school_zone text not null,
  holidays text not null,
  seats bigint not null,
  substitutes bigint not null,
  convention_signed_on text,
  starts_on text,
  ends_on text,
  position bigint not null default 0,
  created_at bigint not null,
  unique (edition_id, slug),
  unique (edition_id, siren)
);
-- The pipeline: each step is a dated fact with its author; the latest is the stage.
create table site_stage (
  id text not null primary key,
  site_id text not null references site (id),
  stage text not null,
  since_on text not null,
  noted_at bigint not null,
  author_id text
);
create index site_stage_site on site_stage (site_id, noted_at);
create table room (
  id text not null primary key,
  site_id text not null references site (id),
  reference text not null,
  name text not null,
  capacity bigint not null,
  unique (site_id, reference)
);
create table waiver (
  id text not null primary key,
  edition_id text not null references edition (id),
  site_id text,
  rule text not null,
  author_id text,
  author_name text not null,
  reason text not null,
  from_on text not null,
  until_on text not null,
  ended_on text,
  noted_at bigint not null
);
create index waiver_edition on waiver (edition_id, site_id);

-- The lottery of a frozen pool: one is open at a site; those whose commitment was void stay, to account for it.
create table lottery (
  id text not null primary key,
  site_id text not null references site (id),
  made_at bigint not null,
  made_by text,
  pool_hash text not null,
  text text not null,
  hash text not null,
  public_text text not null,
  volunteers bigint not null,
  slips bigint not null,
  lowest bigint not null,
  minimum bigint not null,
  bound bigint not null,
  exact bigint not null,
  panels bigint not null,
  ratio_seats bigint not null,
  ratio_people bigint not null,
  ratio_feature text not null default '',
  ratio_value text not null default '',
  voided_at bigint,
  audience bigint not null default 1025,
  author_id text
);
create unique index lottery_open on lottery (site_id) where voided_at is null;
-- How many slips a volunteer is on, what limits it, and the salt that opens their line of the public text.
create table chance (
  lottery_id text not null references lottery (id),
  application_id text not null references application (id),
  slips bigint not null,
  limits text not null,
  salt text not null,
  seal text not null,
  primary key (lottery_id, application_id)
);
create index chance_application on chance (application_id);
-- The lottery was published: what everybody may see of it, and what was promised about the draw.
create table commitment (
  lottery_id text not null primary key references lottery (id),
  site_id text not null references site (id),
  published_at bigint not null,
  published_by text,
  hash text not null,
  public_text text not null,
  source text not null,
  officers bigint not null default 1,
  voided_at bigint,
  voided_by text,
  audience bigint not null default 1537,
  author_id text
);
create index commitment_site on commitment (site_id, published_at);
-- The public value: proposed by one person, confirmed by the same or by a second one; then the number that it gave.
create table reveal (
  lottery_id text not null primary key references commitment (lottery_id),
  public_value text not null,
  proposed_at bigint not null,
  proposed_by text,
  drawn_at bigint,
  drawn_by text,
  number bigint,
  audience bigint not null default 1025,
  author_id text
);

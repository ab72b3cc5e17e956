-- What the files of a season say and no other slice keeps, so that what is exported is what was imported.
-- Under which reference somebody is known in an edition: another edition may give the same one to somebody else.
create table season_person (
  edition_id text not null references edition (id),
  reference text not null,
  person_id text not null references person (id),
  primary key (edition_id, reference)
);
-- The words of a row of the team where they differ from what is kept about the person and the role.
create table season_role (
  role_id text not null primary key references role (id),
  without_first_day bigint not null,
  name text,
  email text,
  discipline text,
  home text,
  public_experience text
);
-- The pilot the file names among the pilots, and a call of which only one day is known.
create table season_site (
  site_id text not null primary key references site (id),
  pilot text,
  call_opens_on text,
  call_closes_on text
);
-- The words of a candidacy that are kept otherwise: a name that was withheld, and addresses in another case.
create table season_application (
  application_id text not null primary key references application (id),
  without_name bigint not null,
  email text,
  manager_email text
);

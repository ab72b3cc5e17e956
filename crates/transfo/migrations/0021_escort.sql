-- Which residents go to a meeting between authorities.
-- When somebody last said who goes; none before, and then those who are free are expected.
alter table meeting add column escorted_at bigint;
create table meeting_resident (
  meeting_id text not null references meeting (id),
  person_id text not null references person (id),
  primary key (meeting_id, person_id)
);
create index meeting_resident_person on meeting_resident (person_id);

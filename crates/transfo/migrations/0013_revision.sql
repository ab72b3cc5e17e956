-- How often anything was changed: what is derived from what is kept holds until this number moves.
create table revision (
  number bigint not null
);
insert into revision (number) values (1);

-- Why each run of a plan is where it is, found when the plan was made.
alter table plan add column
  reasons text not null default '[]';

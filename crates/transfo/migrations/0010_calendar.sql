-- Plans made together to choose one of, and what proves how good each is: the season as it was solved, and the prices.
alter table plan add column
  batch text not null default '';
alter table plan add column
  aim text not null default '';
alter table plan add column
  season text not null default '';
alter table plan add column
  certificate text not null default '';
create index plan_batch on plan (edition_id, batch);
-- A requirement that the coordination has given up for the calculation, by the planner's name of the rule.
create table waived_rule (
  edition_id text not null references edition (id),
  rule text not null,
  waived_at bigint not null,
  waived_by text,
  primary key (edition_id, rule)
);

-- Meetings between the authorities of a season, placed by a plan or by hand.
create table meeting (
  id text not null primary key,
  edition_id text not null references edition (id),
  name text not null,
  days bigint not null,
  -- The most days it ever had: days given up stay in subscribed calendars, called off.
  most_days bigint not null,
  from_on text not null,
  to_on text not null,
  host_id text not null references site (id),
  place text not null default '',
  -- How many people of each authority; none when the planner's own share will do.
  delegation bigint,
  -- The date people were last told; none before the first.
  starts_on text,
  -- The date was fixed by hand: a plan leaves it.
  fixed_at bigint,
  -- The date was taken back and nothing stands in its place.
  undated_at bigint,
  revision bigint not null,
  changed_at bigint not null,
  cancelled_at bigint
);
create index meeting_edition on meeting (edition_id);
-- An authority that no longer takes part keeps its row: its calendars say for a while that the meeting is none of its own.
create table meeting_site (
  meeting_id text not null references meeting (id),
  site_id text not null references site (id),
  left_at bigint,
  primary key (meeting_id, site_id)
);

-- The town where an authority sits, when somebody said it; otherwise its number and its name say it, or nobody knows.
alter table site add column town text not null default '';

-- The months of which a person says "I do not know yet": `2027-05 2027-06`.
alter table availability_link add column
  unknown_months text not null default '';

-- The numbers of my offices: what board_lane and case_list are asked with in the scope "all".
-- -> offices smallint[]
select coalesce(array_agg(id order by id), '{}') as offices from api.office_line where open_cases is not null;

-- Which view do I keep under this name?
-- $1 text  name
-- -> name, screen, filter, sort, scope
select name, screen, filter, sort, scope from api.saved_view_line where name = $1::text;

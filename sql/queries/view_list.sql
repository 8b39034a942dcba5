-- Which views do I keep?
-- -> name, screen, filter, sort, scope
select name, screen, filter, sort, scope from api.saved_view_line order by name;

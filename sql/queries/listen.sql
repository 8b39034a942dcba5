-- utility
-- Tell this connection when somebody changes a case or an office. Once per connection.
do $$ begin listen hw_case; listen hw_office; end $$

-- utility
-- Tell this connection when somebody changes a case or an office, or comes to a case. Once per connection.
do $$ begin listen hw_case; listen hw_office; listen hw_presence; end $$

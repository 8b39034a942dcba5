-- utility
-- Tell this connection when somebody is to be woken. Once per connection, by the notify service.
do $$ begin listen hw_notice; end $$

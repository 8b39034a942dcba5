-- Take stock after a migration: whose database it is, and what nobody may do in it.
-- -> after_migrate
select app.after_migrate();

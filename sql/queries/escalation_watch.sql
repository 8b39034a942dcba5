-- Move on who is to be woken, if it is time; are people woken, and is it for me?
-- -> notify (works, fails, down, none), waiting, mine
select notify, waiting, mine from api.escalation_watch();

-- For which reasons may somebody read what is personal?
-- -> name (the argument of sealed_open and facts), opening (sealed records), facts (of many cases), meaning
select name, opening, facts, meaning from api.reason_list();

-- Why does an organisation refuse what is asked of it?
-- -> value, label
select value, label from api.referral_reasons();

-- What does the line above triage say?
-- -> waiting, oldest, on_shift, on_call, handover
select waiting, api.ms(oldest) as oldest, on_shift, on_call, api.ms(handover) as handover from api.triage_head();

-- What the file of some cases says: entries of every kind, and the calls that they began with. In the list of fields
-- `@-3 days` is a day and `@@2:00` a moment, counted from now, `@>BKK shelter` the code of a place. All of it is sealed by whoever wrote it, and goes
-- through the rules as hers, at its time.
create view demo.story_entry (n, k, kind, ago, login, fields) as
select v.n, row_number() over (partition by v.n, v.kind order by v.ago::interval)::integer, v.kind, v.ago::interval, v.login, v.fields
from (values
	-- calls
	(1, 'call', '0:04', 'night', array['said', 'A friend calls: a girl is kept above a bar. The friend can answer until the morning, nobody else.',
		'danger', 'yes', 'age', '15-17', 'sex', 'female', 'people', '1', 'lang', 'lo', 'call_until', '@@4:00', 'answers', 'only the friend',
		'pretext', 'the library, about a book that is due', 'hang_up', 'a man answers', 'caller', 'friend', 'act', 'harbouring',
		'standing', 'case', 'source', 'hotline']),
	(3, 'call', '0:12', 'night', array['said', 'The partner has heard of somebody on a boat, and sends what is known in the morning.',
		'danger', 'not_asked', 'sex', 'female', 'lang', 'my', 'caller', 'other', 'standing', 'case', 'source', 'partner']),
	(11, 'call', '1 day', 'officer_pakse', array['said', 'ມາຄົນດຽວ ຢາກລົມກັບຜູ້ຍິງ', 'danger', 'no', 'age', '15-17', 'sex', 'female', 'people', '1', 'lang', 'lo',
		'caller', 'herself', 'standing', 'case', 'source', 'walk-in']),
	(13, 'call', '2 days 3:00', 'night', array['said', 'She rings from a shop and hangs up twice; the third time she says how old she is.', 'danger', 'no',
		'age', '15-17', 'sex', 'female', 'people', '1', 'lang', 'lo', 'caller', 'herself', 'standing', 'case', 'source', 'hotline']),
	(14, 'call', '1 day 5:00', 'night', array['said', 'Two girls in one room, the door is locked by day. She whispers.', 'danger', 'yes', 'age', '15-17',
		'sex', 'female', 'people', '2', 'lang', 'lo', 'hang_up', 'anybody but her speaks', 'caller', 'herself', 'act', 'harbouring',
		'purpose', 'sexual exploitation', 'standing', 'case', 'source', 'hotline']),
	-- interviews
	(14, 'screening', '20:00', 'night', array['held_on', '@-20 hours', 'place', 'telephone', 'interviewer', 'us', 'interpreter', 'ours', 'lang', 'lo',
		'child', 'yes', 'indicator', 'cannot leave;watched;papers taken', 'act', 'recruitment;harbouring', 'means', 'deception',
		'purpose', 'sexual exploitation', 'finding', 'signs', 'text', 'She was told of work in a kitchen.']),
	(16, 'screening', '12 days', 'officer_suanphlu', array['held_on', '@-12 days', 'place', 'detention', 'interviewer', 'team', 'interpreter', 'official',
		'lang', 'my', 'child', 'no', 'indicator', 'debt;no pay', 'act', 'transport;receipt', 'means', 'deception;vulnerability',
		'purpose', 'sexual exploitation', 'finding', 'signs', 'text', 'She asked for a woman as interpreter.']),
	(18, 'screening', '8 days', 'officer_vientiane', array['held_on', '@-8 days', 'place', 'shelter', 'interviewer', 'us', 'interpreter', 'not needed',
		'child', 'yes', 'act', 'transport;transfer', 'purpose', 'sexual exploitation', 'finding', 'signs', 'text', 'She draws what she does not say.']),
	(19, 'screening', '5 days', 'coordinator', array['held_on', '@-5 days', 'place', 'workplace', 'interviewer', 'social services', 'interpreter', 'ours',
		'lang', 'my', 'child', 'no', 'indicator', 'no pay;false promise', 'act', 'recruitment;receipt', 'means', 'deception',
		'purpose', 'forced labour', 'finding', 'signs', 'text', 'Nobody in the hall was paid for a year.']),
	-- decisions, dangers, fears
	(19, 'status', '4 days', 'coordinator', array['status', 'possible', 'body', 'police', 'kind', 'decision', 'decided_on', '@-4 days',
		'text', 'By the team of the province.']),
	(20, 'status', '20 days', 'coordinator', array['status', 'actual', 'body', 'court or prosecution', 'kind', 'decision', 'decided_on', '@-21 days',
		'text', 'The order names her as protected.']),
	(14, 'risk', '19:00', 'night', array['about', 'individual', 'level', 'high', 'assessed_on', '@-19 hours', 'again_on', '@2 days',
		'text', 'He counts them every evening.']),
	(20, 'risk', '18 days', 'coordinator', array['about', 'household', 'level', 'medium', 'assessed_on', '@-18 days', 'text', 'Her sisters were asked for at home.']),
	(20, 'risk', '17 days', 'coordinator', array['about', 'individual', 'level', 'high', 'assessed_on', '@-17 days', 'again_on', '@10 days',
		'text', 'She was followed to the court.']),
	(20, 'afraid', '16 days', 'coordinator', array['answer', 'yes', 'asked_on', '@-16 days', 'lang', 'my', 'own_language', 'yes', 'alone', 'yes',
		'text', 'Not as long as they are free.']),
	(31, 'afraid', '6 days', 'coordinator', array['answer', 'no', 'asked_on', '@-6 days', 'lang', 'lo', 'own_language', 'yes', 'alone', 'yes',
		'text', 'Her mother waits for her. Asked twice, with the same answer.']),
	-- what they want, who decides with them, what is best for them: all there; no guardian; a review that is past; a grown-up
	(15, 'wish', '3 days', 'officer_suanphlu', array['about', 'transfer', 'answer', 'wants to', 'asked_on', '@-3 days', 'lang', 'lo', 'own_language', 'yes',
		'alone', 'yes', 'who', 'a woman of ours', 'fears', 'That she is brought back to the cell.', 'conditions', 'With the woman who visits her.',
		'text', 'Where there are other girls, and not far from a river.']),
	(15, 'guardian', '4 days', 'officer_suanphlu', array['kind', 'appointed by court', 'begun_on', '@-5 days', 'cleared', 'yes', 'cleared_on', '@-4 days',
		'relation', 'of the provincial office, by order of the juvenile court', 'how', 'By the court, and by asking two partners.']),
	(15, 'interest', '2 days', 'officer_suanphlu', array['kind', 'determination', 'about', 'transfer', 'decided', 'in favour', 'decided_on', '@-2 days',
		'review_on', '@88 days', 'options', '3', 'panel', '3', 'who', 'social services, a doctor, the guardian', 'way.1.text', 'stay until the hearing',
		'way.1.for', 'The court is near.', 'way.1.against', 'She is locked in with grown-ups.', 'way.2.text', 'a shelter in this country',
		'way.2.for', 'She can testify.', 'way.2.against', 'Nobody there speaks her language.', 'way.3.text', 'a shelter in her own country',
		'way.3.for', 'Her language, a school, two hours from her mother.', 'way.3.against', 'She testifies by video.',
		'weight', 'It is what she wants.', 'until', 'A visit after ten days.', 'text', 'She is safe there, and no longer locked in.']),
	(15, 'consent', '3 days', 'officer_suanphlu', array['purpose', 'transfer', 'answer', 'given', 'by', 'herself', 'told', 'purpose;use;withdrawal',
		'asked_on', '@-3 days', 'lang', 'lo']),
	(23, 'wish', '2 days', 'officer_vientiane', array['about', 'transfer', 'answer', 'wants to', 'asked_on', '@-2 days', 'lang', 'lo', 'own_language', 'yes',
		'alone', 'yes', 'conditions', 'Nobody tells the uncle where.', 'text', 'Where the other girl went.']),
	(23, 'guardian', '2 days', 'officer_vientiane', array['kind', 'none found', 'begun_on', '@-6 days', 'not_to', 'The uncle.',
		'text', 'The district is asked to appoint one.']),
	(23, 'interest', '1 day', 'officer_vientiane', array['kind', 'assessment', 'about', 'transfer', 'decided', 'in favour', 'decided_on', '@-1 day',
		'review_on', '@29 days', 'options', '2', 'panel', '1', 'text', 'The transit centre is full, and no place for a child.']),
	(31, 'wish', '9 days', 'coordinator', array['about', 'family', 'answer', 'wants to', 'asked_on', '@-9 days', 'lang', 'lo', 'own_language', 'yes',
		'alone', 'yes', 'text', 'Home, before the rice.']),
	(31, 'guardian', '120 days', 'coordinator', array['kind', 'parent', 'begun_on', '@-6 months', 'cleared', 'yes', 'cleared_on', '@-121 days',
		'relation', 'her mother', 'how', 'By the partner in the village, who asked three neighbours.']),
	(31, 'interest', '95 days', 'coordinator', array['kind', 'determination', 'about', 'family', 'decided', 'in favour', 'decided_on', '@-96 days',
		'review_on', '@-6 days', 'options', '2', 'panel', '4', 'who', 'two of social services, a teacher, her mother', 'text', 'Her mother waits for her.']),
	(16, 'wish', '1 day', 'officer_suanphlu', array['about', 'placement', 'answer', 'wants to', 'asked_on', '@-1 day', 'lang', 'my', 'own_language', 'yes',
		'alone', 'yes', 'conditions', 'A room that she can lock.']),
	-- a court and a policeman ask for a file
	(31, 'disclosure', '0:50', 'coordinator', array['asker', 'court', 'who', 'the juvenile court, first chamber', 'ground', 'court order', 'reference', 'order 12 of this year',
		'scope', 'age;story', 'asked_on', '@-2 days', 'answer_by', '@5 days', 'lawyer', 'may be given', 'opinion', 'What happened, without where she lives.', 'state', 'asked']),
	(16, 'disclosure', '1:10', 'officer_suanphlu', array['asker', 'police', 'who', 'a captain who would not say of which station', 'ground', 'word of mouth',
		'scope', 'name;address', 'asked_on', '@-2 days', 'state', 'asked', 'text', 'He asked for her alone. The supervisor knows.']),
	-- who is to be brought where, and which file: asked for, both of one; sent back; in an emergency, and not signed yet
	(15, 'transfer', '1:10', 'officer_suanphlu', array['what', 'person', 'purpose', 'shelter', 'urgency', 'planned', 'origin', 'detention',
		'place', '@>VTE shelter', 'leave_at', '@@2 days', 'escort', 'two of ours', 'risk_checked', 'yes', 'route', 'By day, over the bridge; a rest halfway.',
		'vehicle', 'ours, the white one', 'with', 'the woman who visits her, and a nurse', 'met_by', 'a woman of the shelter, at the second gate',
		'word', 'mango', 'not_to', 'The man who says that he is her uncle.', 'driver', 'The bridge, at noon.', 'carries', 'Her paper from the court.',
		'told', 'Where, with whom, and that she can say no until the last minute.', 'text', 'Will there be somebody who speaks as I do?']),
	(15, 'transfer', '1:00', 'officer_suanphlu', array['what', 'file', 'purpose', 'shelter', 'urgency', 'planned', 'office', 'VTE', 'risk_checked', 'yes',
		'text', 'Yes, so that I need not tell all of it again.']),
	(23, 'transfer', '3:00', 'officer_vientiane', array['what', 'person', 'purpose', 'services nearer to her', 'urgency', 'planned',
		'origin', 'a place of ours', 'place', '@>AFL shelter', 'leave_at', '@@3 days', 'risk_checked', 'yes', 'not_to', 'The uncle.']),
	(14, 'transfer', '0:12', 'night', array['what', 'person', 'purpose', 'safety', 'urgency', 'now', 'origin', 'workplace', 'place', '@>BKK hospital',
		'leave_at', '@@-0:25', 'escort', 'police and ours', 'risk_checked', 'yes', 'emergency', 'danger here', 'agreed_by', 'supervisor',
		'agreed_at', '@@-0:40', 'route', 'The short way, by the back gate.', 'word', 'lantern']),
	-- what she agreed to
	(14, 'consent', '20:30', 'night', array['purpose', 'case work', 'answer', 'given', 'by', 'herself', 'told', 'interview;purpose;use;withdrawal',
		'asked_on', '@-1 day', 'lang', 'lo', 'text', 'Yes, but nobody is to ring her back by day.']),
	(20, 'consent', '15 days', 'coordinator', array['purpose', 'sharing', 'answer', 'given', 'by', 'herself', 'told', 'purpose;use;withdrawal',
		'asked_on', '@-15 days', 'lang', 'my', 'withheld', 'Her address, from everybody but her lawyer.']),
	(31, 'consent', '6 days', 'coordinator', array['purpose', 'return', 'answer', 'given', 'by', 'herself', 'told', 'purpose;use;withdrawal',
		'asked_on', '@-6 days', 'lang', 'lo']),
	(29, 'consent', '3 days', 'coordinator', array['purpose', 'photograph', 'answer', 'refused', 'by', 'herself', 'told', 'purpose;use',
		'asked_on', '@-3 days', 'lang', 'my', 'text', 'No picture, not from behind either.']),
	-- what the law does to her, and she by it
	(2, 'legal', '0:25', 'night', array['kind', 'detention', 'ground', 'entry or stay', 'state', 'running', 'begun_on', '@-1 hour', 'lawyer', 'no',
		'non_punishment', 'not_asked', 'text', 'Found on a visit; she says that she is sixteen.']),
	(15, 'legal', '6 days', 'officer_suanphlu', array['kind', 'detention', 'ground', 'entry or stay', 'state', 'running', 'begun_on', '@-7 days',
		'lawyer', 'yes', 'non_punishment', 'yes', 'hearing_at', '@@1 day 2:00', 'text', 'The lawyer asks for release to the shelter.']),
	(16, 'legal', '10 days', 'officer_suanphlu', array['kind', 'charge', 'ground', 'entry or stay', 'state', 'running', 'begun_on', '@-13 days',
		'lawyer', 'yes', 'non_punishment', 'yes', 'hearing_at', '@@3 days']),
	(21, 'legal', '9 days', 'officer', array['kind', 'early testimony', 'state', 'planned', 'begun_on', '@-9 days', 'lawyer', 'yes', 'hearing_at', '@@5 days',
		'text', 'By video, as she asked.']),
	-- plans and needs
	(21, 'plan', '30 days', 'officer', array['types', 'Legal;SocialCare', 'with_her', 'yes', 'objectives', 'She testifies early, and then goes home.',
		'begun_on', '@-30 days', 'planned_end', '@60 days']),
	(26, 'plan', '90 days', 'officer_afesip', array['types', 'Education;Livelihood', 'with_her', 'yes', 'objectives', 'A course in sewing, then a machine of her own.',
		'begun_on', '@-90 days', 'planned_end', '@120 days']),
	(20, 'need', '12 days', 'coordinator', array['type', 'Legal', 'what', 'lawyer for the order', 'state', 'planned', 'appointment_at', '@@6:30']),
	(22, 'need', '2:00', 'supervisor', array['type', 'SocialCare', 'what', 'a room of her own', 'state', 'unavailable']),
	(25, 'need', '2:30', 'night_vientiane', array['type', 'Health', 'what', 'doctor, fever', 'state', 'asked for', 'appointment_at', '@@6:00']),
	(26, 'need', '60 days', 'officer_afesip', array['type', 'Education', 'what', 'reading and writing', 'state', 'done', 'done_on', '@-61 days']),
	-- who sent her, who gets her
	(7, 'referral', '1 day', 'night', array['direction', 'in', 'other_side', 'Embassy', 'who', 'Consulate of the Demo', 'because', 'AdditionalServicesRequired',
		'state', 'accepted', 'asked_on', '@-1 day', 'answered_on', '@-1 day']),
	(20, 'referral', '10 days', 'coordinator', array['direction', 'out', 'other_side', 'Shelter', 'who', 'Shelter of the Demo', 'because',
		'AdditionalServicesRequired', 'state', 'accepted', 'asked_on', '@-11 days', 'answered_on', '@-10 days', 'text', 'A door that locks from within.']),
	(20, 'referral', '8:00', 'coordinator', array['direction', 'out', 'other_side', 'NGO', 'who', 'House of the Demo', 'party',
		(select p.code from app.party p where p.id = md5('party BKK12')::uuid), 'because', 'AdditionalServicesRequired', 'services', 'Health;SocialCare',
		'state', 'asked', 'asked_on', '@-1 day', 'answer_by', '@2 days', 'shared', 'age;story', 'withheld', 'address;photograph', 'withheld_why',
		'Only her lawyer knows the address.', 'text', 'Somebody to be with her at night, and who speaks her language.']),
	(29, 'referral', '4 days', 'coordinator', array['direction', 'out', 'other_side', 'NGO', 'who', 'House of the Demo', 'party',
		(select p.code from app.party p where p.id = md5('party BKK12')::uuid), 'because', 'AdditionalServicesRequired', 'services', 'Livelihood',
		'state', 'accepted', 'asked_on', '@-5 days', 'answered_on', '@-4 days', 'withheld', 'name;photograph', 'text', 'Work by day, without papers of his.']),
	-- how she was taken
	(14, 'journey', '18:30', 'night', array['phase', 'Recruitment', 'country', 'LA', 'by', 'a cousin of a friend', 'text', 'Work in a kitchen, it was said.']),
	(14, 'journey', '18:00', 'night', array['phase', 'Transit', 'country', 'TH', 'text', 'By van at night, then on foot.']),
	(19, 'journey', '5 days', 'coordinator', array['phase', 'Exploitation', 'country', 'TH', 'text', 'A hall without windows.']),
	-- from shift to shift: three lines that somebody is to confirm
	(14, 'handover', '0:20', 'night', array['severity', 'unstable', 'next', 'interpreter', 'next_at', '@@0:45', 'text', 'Two girls behind a locked door; she whispers.',
		'actions', 'Interpreter asked. Police liaison informed, no unit yet.', 'if', 'She says the word: hang up, and the liaison goes at once.']),
	(13, 'handover', '0:40', 'night', array['severity', 'watch', 'next', 'call back', 'next_at', '@@5:00', 'text', 'Afraid of going back; interview today.',
		'actions', 'Given to the coordinator.', 'if', 'A man answers: a wrong number.']),
	(22, 'handover', '1:20', 'supervisor', array['severity', 'watch', 'next', 'authority', 'next_at', '@@5:00', 'text', 'Her time to decide ends today.',
		'actions', 'Ask the ministry before the office closes.', 'if', 'Nobody answers: the lawyer.'])) as v(n, kind, ago, login, fields);
comment on view demo.story_entry is 'What the files of the cases written by hand say, and the calls that some began with.';

create function demo.entry_fields(p_fields text[], p_zone text) returns text[]
	language sql stable set search_path = pg_catalog, pg_temp
return (select array_agg(case
		when f like '@@%' then to_char(date_trunc('minute', (select app.now()) + substr(f, 3)::interval) at time zone 'UTC',
			'YYYY-MM-DD"T"HH24:MI:SS"+00:00"')
		when f like '@>%' then (select min(p.code) from app.place p join app.office o on o.id = p.office_id
			where o.code || ' ' || p.kind = substr(f, 3))
		when f like '@%' then (((select app.now()) + substr(f, 2)::interval) at time zone p_zone)::date::text
		else f end order by i)
	from unnest(p_fields) with ordinality as u(f, i));
comment on function demo.entry_fields(text[], text) is 'Names and values in turn, with the days of an office''s zone, and the codes of its places.';

-- What a real week looks like, as numbers: how much work lies where, and who it is about. Arrays of
-- numbers are weights; in arrays of words a word that stands there twice is twice as likely.

create view demo.place (office, weight, clocks, old_clock, stages, kinds, sources, langs) as values
	('BKK', 21, 'TH-MY', 'TH-NRM15', '{5,9,8,14,15,7,9,4,3,12,14}'::integer[], '{40,4,20,14,3,1,7,4,4,3}'::integer[],
		'{hotline,hotline,hotline,partner,partner,police,embassy,missing report,outreach,walk-in}'::text[],
		'{th,th,en,en,fr}'::text[]),
	('SPL', 12, 'TH', 'TH-NRM15', '{4,10,16,18,10,10,4,2,4,8,14}', '{38,5,20,25,5,0,7,0,0,0}',
		'{detention visit,detention visit,detention visit,police,embassy}', '{th,th,en,lo,my}'),
	('CMK', 7, 'TH', 'TH-NRM15', '{6,12,8,10,20,6,5,1,4,16,12}', '{50,8,14,14,6,2,4,0,1,1}',
		'{border,border,outreach,police,village,walk-in}', '{th,th,lo,en}'),
	('VTO', 5, 'LA', 'LA-TRANSIT', '{8,14,6,10,12,6,5,0,4,20,15}', '{48,8,14,14,7,3,4,0,2,0}',
		'{border,border,border,village,police}', '{lo,lo,en}'),
	('PKS', 9, 'LA', 'LA-TRANSIT', '{3,6,4,8,28,3,6,1,3,26,12}', '{52,9,16,8,6,3,5,0,1,0}',
		'{walk-in,village,village,outreach,family,missing report}', '{lo,lo,fr,en}'),
	('VTE', 13, 'LA', 'LA-TRANSIT', '{4,8,6,14,22,5,6,1,3,20,11}', '{45,7,18,9,5,7,6,1,2,0}',
		'{partner,partner,police,embassy,family,missing report,hotline}', '{lo,lo,en,fr}'),
	('MDY', 7, 'MM', 'MM-CWV', '{3,7,5,10,20,6,7,2,4,22,14}', '{30,4,18,18,6,16,6,2,0,0}',
		'{partner,partner,family,village,police}', '{my,my,en}'),
	('TGY', 6, 'MM', 'MM-CWV', '{4,8,5,9,22,5,7,1,4,22,13}', '{32,5,14,16,8,18,5,2,0,0}',
		'{village,village,partner,family,outreach}', '{my,my,en}'),
	('AFL', 12, 'AFESIP', 'LA-TRANSIT', '{0,2,2,8,44,1,7,1,2,26,7}', '{66,10,20,0,0,2,2,0,0,0}',
		'{partner,police,outreach,outreach,village,family}', '{lo,lo,fr,en}'),
	('PPT', 8, 'KH', null, '{6,12,6,10,16,6,12,2,4,14,12}', '{24,4,12,34,9,0,4,2,3,8}',
		'{border,border,border,village,missing report,walk-in}', '{en,en,fr}');
comment on view demo.place is
	'Per office: its share, which clocks it knows, and how stages, kinds of people, sources and languages mix.';

create view demo.kind (kind, meaning, sexes, age_from, age_to, band, exploitation) as values
	(1, 'girl of 15 to 17', '{female}'::text[], 15, 17, true, '{2,2,2,2,2,5}'::smallint[]),
	(2, 'girl of 11 or 12', '{female}', 11, 12, true, '{2,2,2,3}'),
	(3, 'young woman', '{female}', 18, 29, false, '{2,2,2,1}'),
	(4, 'man at work', '{male}', 18, 46, false, '{1,1,1,1,1,6}'),
	(5, 'boy at work', '{male}', 13, 17, true, '{3,3,1}'),
	(6, 'bride', '{female}', 14, 24, false, '{4}'),
	(7, 'servant', '{female,female,female,male}', 15, 38, false, '{5,5,1}'),
	(8, 'surrogate mother', '{female}', 20, 34, false, '{10}'),
	(9, 'newborn', '{female,male,unknown}', 0, 1, true, '{9}'),
	(10, 'begging child', '{female,male,male}', 5, 13, true, '{8}');
comment on view demo.kind is 'Kinds of people. band: where the age is not known, it is told as from - to.';

create view demo.stage_shape (stage, topic, age_from, age_to, quiet, nobody, priorities, risks, statuses, bodies,
	afraid, flags, tasks, open_tasks, done_tasks, span, notes) as values
	(1, 'report', interval '4 minutes', interval '50 hours', interval '3 hours', 0.40,
		'{1,2,2,2,2,3,3,3,3,3,3,3}'::smallint[], '{0,0,0,0,3,2}'::smallint[], '{0}'::smallint[], '{0}'::smallint[],
		'{not asked}'::text[], '{safe to call,safe to call,alone,danger now,medical,-,-,-,-,-}'::text[],
		'{call back,interpreter,place for tonight,inform supervisor,police liaison}'::text[],
		'{1,1,1,2,3}'::smallint[], '{0}'::smallint[], interval '10 hours', '{0,1,1,2}'::smallint[]),
	(2, 'report', '12 hours', '6 days', '20 hours', 0.18, '{1,2,2,2,3,3,3,3}', '{0,1,2,2,3,3}', '{0,0,1}', '{0,0,2}',
		'{not asked,not asked,not asked,yes}', '{alone,medical,safe to call,nationality unconfirmed,-,-,-,-,-}',
		'{interpreter,interview,police liaison,medical check,embassy contact,inform supervisor}',
		'{1,1,2,2,3}', '{0,0,1}', '2 days', '{0,1,1,2}'),
	(3, 'identify', '3 days', '25 days', '3 days', 0.06, '{1,2,2,2,3,3,3,3,3}', '{1,2,2,2,3,3}', '{1,1,1}', '{2,1,2}',
		'{not asked,not asked,yes,no}', '{nationality unconfirmed,nationality unconfirmed,alone,medical,media,-,-,-,-}',
		'{interview,interpreter,document,embassy contact,legal advice}', '{1,1,1,2}', '{0,1}', '9 days', '{0,1,1,2,2}'),
	(4, 'protect', '10 days', '4 months', '9 days', 0.03, '{1,2,2,3,3,3,3,3,3,3}', '{1,1,2,2,2,3}', '{1,2,2,2}', '{2,1,4,3}',
		'{yes,yes,no,not asked}', '{witness hold,witness hold,nationality unconfirmed,medical,media,-,-,-,-}',
		'{medical check,legal advice,family visit,document,case meeting}', '{0,1,1,2}', '{0,1}', '3 weeks', '{0,0,1,1,2}'),
	(5, 'recover', '2 months', '26 months', '30 days', 0.015, '{2,3,3,3,3,3,3,3,3,3,3}', '{1,1,1,2,2,3}', '{2,2,2,1}', '{1,4,3,2}',
		'{yes,no,no,not asked}', '{witness hold,medical,-,-,-,-,-,-,-,-}',
		'{training place,family visit,home visit,medical check,case meeting,legal advice}', '{0,0,1,1,2}', '{0,0,1}', '6 weeks', '{0,0,1,1}'),
	(6, 'return', '4 months', '20 months', '12 days', 0.02, '{2,2,3,3,3,3}', '{1,1,1,2}', '{2,2,2,1}', '{1,4,4,2}',
		'{no}', '{nationality unconfirmed,witness hold,-,-,-,-}',
		'{document,escort,family visit,embassy contact,case meeting}', '{1,1,2,3}', '{0,1}', '3 weeks', '{0,1,1,2}'),
	(7, 'stay', '6 months', '3 years', '40 days', 0.02, '{2,3,3,3,3,3}', '{1,1,1,2}', '{2,2,1}', '{1,4,2}',
		'{yes,yes,yes,no}', '{medical,-,-,-,-,-,-,-}', '{document,home visit,training place,legal advice}', '{0,1,1}', '{0,0,1}', '8 weeks', '{0,0,1}'),
	(8, 'stay', '5 months', '30 months', '30 days', 0, '{2,2,3}', '{1,2,2,3}', '{2,2}', '{3,4}',
		'{yes}', '{witness hold,media,-,-,-}', '{embassy contact,document,legal advice,medical check}', '{1,1,2}', '{0,0,1}', '6 weeks', '{0,1,1}'),
	(9, 'declined', '1 month', '14 months', '60 days', 0.03, '{3}', '{0,1,1,2}', '{1,1,2}', '{2,1,4}',
		'{not asked,no,yes}', '{-,-}', '{call back,home visit}', '{0,0,1}', '{0}', '8 weeks', '{0,0,1}'),
	(10, 'follow', '14 months', '4 years', '80 days', 0.01, '{2,3,3,3,3,3,3,3,3,3,3,3}', '{1,1,1,1,2}', '{2,2,2,1}', '{1,4,3,2}',
		'{no,no,yes}', '{medical,-,-,-,-,-,-,-,-,-,-,-}', '{home visit,home visit,call back,training place}', '{0,1,1}', '{0,0,1}', '3 months', '{0,0,1}'),
	(11, 'close', '3 months', '5 years', '2 years', 0, '{3}', '{0,1,1,1}', '{2,2,2,1}', '{1,4,3,2}',
		'{no,yes,not asked}', '{-,-}', '{home visit}', '{0}', '{0}', '1 month', '{0,0,1}');
comment on view demo.stage_shape is
	'Per stage: how long ago reported, how long quiet, share of NOBODY, and how everything else mixes. '
	'Statuses and bodies go together; 0 and - are none.';

create view demo.way (way, stage, weight, stages, reason) as values
	(1, 1, 1, '{1}'::smallint[], null::text),
	(2, 2, 1, '{1,2}', null),
	(3, 3, 1, '{1,2,3}', null),
	(4, 4, 1, '{1,2,3,4}', null), (5, 4, 2, '{3,4}', null),
	(6, 5, 0, '{1,2,3,4,5}', null), (7, 5, 1, '{3,4,5}', null), (8, 5, 3, '{4,5}', null),
	(9, 6, 0, '{1,2,3,4,5,6}', null), (10, 6, 1, '{4,6}', null), (11, 6, 2, '{5,6}', null),
	(12, 7, 0, '{1,2,3,4,5,7}', null), (13, 7, 1, '{4,7}', null), (14, 7, 2, '{5,7}', null),
	(15, 8, 0, '{1,2,3,4,8}', null), (16, 8, 1, '{4,8}', null), (17, 8, 1, '{5,8}', null),
	(18, 9, 0, '{1,2,3,9}', null), (19, 9, 1, '{2,9}', null), (20, 9, 2, '{3,9}', null), (21, 9, 1, '{5,9}', null),
	(22, 10, 0, '{1,2,3,4,5,6,10}', null), (23, 10, 3, '{6,10}', null), (24, 10, 3, '{7,10}', null), (25, 10, 1, '{9,10}', null),
	(26, 11, 5, '{6,10,11}', 'help completed'), (27, 11, 3, '{7,10,11}', 'help completed'),
	(28, 11, 2, '{10,11}', 'needs no further help'), (29, 11, 2, '{3,9,11}', 'refused further help'),
	(30, 11, 2, '{1,2,11}', 'handed to another organisation'), (31, 11, 1, '{1,2,11}', 'not trafficked'),
	(32, 11, 2, '{3,11}', 'not trafficked'), (33, 11, 1, '{4,11}', 'left without telling us'),
	(34, 11, 1, '{8,11}', 'moved out of the country'), (35, 11, 1, '{1,11}', 'entered twice');
comment on view demo.way is
	'The stages a case went through since its file was opened here, all of them moves that somebody may make: older '
	'cases came from paper. Weight 0: the whole way, for the cases written by hand.';

create view demo.clock_use (clocks, stage, rules) as values
	('TH-MY', 1, '{TH-29,-,-}'::text[]),
	('TH-MY', 2, '{TH-29,TH-29X,MY-24H,-,-}'),
	('TH-MY', 3, '{TH-NRM15,TH-NRM15,TH-29X,MY-IPO,-}'),
	('TH-MY', 4, '{TH-REF45,TH-REF45,MY-PO,MY-IPO,-,-}'),
	('TH-MY', 5, '{TH-REF45,-,-,-,-,-}'),
	('TH-MY', 6, '{MY-PO,-,-}'),
	('TH', 1, '{TH-29,-}'),
	('TH', 2, '{TH-29,TH-29X,-,-}'),
	('TH', 3, '{TH-NRM15,TH-NRM15,TH-NRM15,TH-29X,-}'),
	('TH', 4, '{TH-REF45,TH-REF45,-}'),
	('LA', 3, '{LA-TRANSIT,-}'),
	('LA', 4, '{LA-TRANSIT,LA-TRANSIT,-}'),
	('MM', 4, '{MM-CWV,MM-CWV,-}'),
	('MM', 5, '{MM-CWV,MM-CMM,-}'),
	('MM', 6, '{MM-CMM,-}'),
	('MM', 10, '{MM-CWV,-,-}'),
	('AFESIP', 4, '{LA-TRANSIT,-}'),
	('AFESIP', 5, '{AFESIP-TRAIN,AFESIP-TRAIN,-}'),
	('AFESIP', 10, '{AFESIP-FU}');
comment on view demo.clock_use is 'Which clock runs in a stage; - is none. Missing reports have their own.';

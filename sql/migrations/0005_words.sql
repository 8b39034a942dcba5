-- The words a case is described with. English here; consoles translate the names.
-- Numbers are for ever: they are in queries, exports and the column tables of the program.
set local role hw_owner;

create table app.stage (
	id smallint primary key,
	name text not null unique,
	lane smallint unique check (lane between 1 and 10),
	outcome boolean not null,
	closed boolean not null,
	check (closed = (lane is null))
);
comment on table app.stage is
	'Where a case stands. The outcomes are equals: none is better than another.';
comment on column app.stage.id is 'number';
comment on column app.stage.name is 'name';
comment on column app.stage.lane is 'place on the board; null: off the board';
comment on column app.stage.outcome is 'what a person chose or got, rather than a step towards it';
comment on column app.stage.closed is 'the case is closed; needs a reason';

create table app.stage_move (
	from_stage smallint not null references app.stage,
	to_stage smallint not null references app.stage,
	role text not null references app.role,
	primary key (from_stage, to_stage, role),
	check (from_stage <> to_stage)
);
create index stage_move_to on app.stage_move (to_stage);
create index stage_move_role on app.stage_move (role);
comment on table app.stage_move is 'The stage machine: which move each role may make.';
comment on column app.stage_move.from_stage is 'from';
comment on column app.stage_move.to_stage is 'to';
comment on column app.stage_move.role is 'who may';

create table app.priority (
	id smallint primary key,
	name text not null unique,
	mark text not null
);
comment on table app.priority is 'How urgent a case is.';
comment on column app.priority.id is '1 is the most urgent';
comment on column app.priority.name is 'name';
comment on column app.priority.mark is 'on a narrow card';

create table app.risk (
	id smallint primary key,
	name text not null unique
);
comment on table app.risk is 'The danger to the person, as last assessed.';
comment on column app.risk.id is '3 is the highest, 0 is not assessed';
comment on column app.risk.name is 'name';

create table app.source (
	id smallint primary key,
	name text not null unique
);
comment on table app.source is 'Where a report or a record came from.';
comment on column app.source.id is 'number';
comment on column app.source.name is 'name';

create table app.exploitation (
	id smallint primary key,
	name text not null unique,
	htcds text not null unique
);
comment on table app.exploitation is
	'Types of exploitation, HTCDS 2.0 vic_TypeOfExploitation (IOM, CC BY 4.0).';
comment on column app.exploitation.id is 'number';
comment on column app.exploitation.name is 'name';
comment on column app.exploitation.htcds is 'the value in HTCDS';

create table app.status (
	id smallint primary key,
	name text not null unique,
	htcds text not null unique
);
comment on table app.status is 'HTCDS trafficking status; "possible" may last for years.';
comment on column app.status.id is 'number';
comment on column app.status.name is 'name';
comment on column app.status.htcds is 'the value in HTCDS';

create table app.deciding_body (
	id smallint primary key,
	name text not null unique,
	htcds text not null unique
);
comment on table app.deciding_body is 'What kind of body decided on a trafficking status.';
comment on column app.deciding_body.id is 'number';
comment on column app.deciding_body.name is 'name';
comment on column app.deciding_body.htcds is 'the value in HTCDS';

create table app.close_reason (
	id smallint primary key,
	name text not null unique,
	source text not null
);
comment on table app.close_reason is 'Why a case was closed.';
comment on column app.close_reason.id is 'number';
comment on column app.close_reason.name is 'name';
comment on column app.close_reason.source is 'whose list it comes from';

create table app.reason (
	name text primary key check (app.name_valid(name) and name = lower(name)),
	opening boolean not null,
	facts boolean not null,
	meaning text not null,
	constraint serves_something check (opening or facts)
);
comment on table app.reason is
	'Why somebody reads what is personal. A word from here is in the record, never a text of one''s own: '
	'that would say in clear what is sealed.';
comment on column app.reason.name is 'the word';
comment on column app.reason.opening is 'for opening sealed records of one case';
comment on column app.reason.facts is 'for the coded facts of many cases at once';
comment on column app.reason.meaning is 'in a sentence';

create table app.task_kind (
	id smallint primary key,
	name text not null unique
);
comment on table app.task_kind is 'What a task asks for.';
comment on column app.task_kind.id is 'number';
comment on column app.task_kind.name is 'name';

create table app.labour (
	id smallint primary key,
	name text not null unique
);
comment on table app.labour is 'Kinds of forced labour in imported records.';
comment on column app.labour.id is 'number';
comment on column app.labour.name is 'name';

create table app.control (
	id smallint primary key,
	name text not null unique
);
comment on table app.control is 'Means of control in imported records.';
comment on column app.control.id is 'number';
comment on column app.control.name is 'name';

create table app.clock_rule (
	code text primary key check (code ~ '^[A-Z0-9-]{3,16}$'),
	country_id text references app.country,
	name text not null,
	starts text not null,
	bound text not null check (bound in ('at most', 'at least', 'exactly', 'every', 'at once', 'as told', 'by age')),
	length interval not null check (length > interval '0'),
	shortest interval check (shortest < length),
	longest interval check (longest > length),
	by_hand boolean not null default true,
	expiry text not null,
	standing text not null check (standing in ('law', 'unverified', 'policy', 'practice', 'office rule')),
	source text not null,
	article text,
	version text,
	checked_by text,
	checked_on date,
	constraint law_is_checked check (standing <> 'law' or
		(article is not null and version is not null and checked_by is not null and checked_on is not null))
);
create index clock_rule_country on app.clock_rule (country_id);
comment on table app.clock_rule is
	'Time limits. Only what a named person checked against a named text may call itself law.';
comment on column app.clock_rule.code is 'code';
comment on column app.clock_rule.country_id is 'where it holds; null: anywhere';
comment on column app.clock_rule.name is 'a few words for a card';
comment on column app.clock_rule.starts is 'what starts the clock';
comment on column app.clock_rule.bound is
	'how length is meant; at once: an alarm until what it is about is over; as told: somebody says when it ends; '
	'by age: of an age';
comment on column app.clock_rule.length is 'the limit';
comment on column app.clock_rule.shortest is 'the short end, where a source gives a span';
comment on column app.clock_rule.longest is 'to what it may be extended in all; null: not at all';
comment on column app.clock_rule.by_hand is 'people start and stop it; false: only what it is about does';
comment on column app.clock_rule.expiry is 'what is due when it ends';
comment on column app.clock_rule.standing is
	'law, unverified (ask the lawyer), policy, practice or office rule';
comment on column app.clock_rule.source is 'where it was read';
comment on column app.clock_rule.article is 'article of the law, once checked';
comment on column app.clock_rule.version is 'which text of the law was checked';
comment on column app.clock_rule.checked_by is
	'who checked it: a function, e.g. the office''s lawyer';
comment on column app.clock_rule.checked_on is 'when';

alter table app.stage enable row level security, force row level security;
alter table app.stage_move enable row level security, force row level security;
alter table app.priority enable row level security, force row level security;
alter table app.risk enable row level security, force row level security;
alter table app.source enable row level security, force row level security;
alter table app.exploitation enable row level security, force row level security;
alter table app.status enable row level security, force row level security;
alter table app.deciding_body enable row level security, force row level security;
alter table app.close_reason enable row level security, force row level security;
alter table app.reason enable row level security, force row level security;
alter table app.task_kind enable row level security, force row level security;
alter table app.labour enable row level security, force row level security;
alter table app.control enable row level security, force row level security;
alter table app.clock_rule enable row level security, force row level security;
create policy read on app.stage for select to hw_api using (true);
create policy read on app.stage_move for select to hw_api using (true);
create policy read on app.priority for select to hw_api using (true);
create policy read on app.risk for select to hw_api using (true);
create policy read on app.source for select to hw_api using (true);
create policy read on app.exploitation for select to hw_api using (true);
create policy read on app.status for select to hw_api using (true);
create policy read on app.deciding_body for select to hw_api using (true);
create policy read on app.close_reason for select to hw_api using (true);
create policy read on app.reason for select to hw_api using (true);
create policy read on app.task_kind for select to hw_api using (true);
create policy read on app.labour for select to hw_api using (true);
create policy read on app.control for select to hw_api using (true);
create policy read on app.clock_rule for select to hw_api using (true);
grant select on app.stage, app.stage_move, app.priority, app.risk, app.source, app.exploitation, app.status,
	app.deciding_body, app.close_reason, app.reason, app.task_kind, app.labour, app.control, app.clock_rule to hw_api;

reset role;

insert into app.stage (id, name, lane, outcome, closed) values
	(1, 'reported', 1, false, false),
	(2, 'triaged', 2, false, false),
	(3, 'identification', 3, false, false),
	(4, 'protection', 4, false, false),
	(5, 'recovery', 5, false, false),
	(6, 'return', 6, true, false),
	(7, 'staying', 7, true, false),
	(8, 'third country', 8, true, false),
	(9, 'no further help wanted', 9, true, false),
	(10, 'follow-up', 10, false, false),
	(11, 'closed', null, false, true);

-- Steps forward are everybody's; turning back, closing and reopening are decided by whoever leads.
-- She may say at any time that she wants no further help, and change her mind about an outcome.
insert into app.stage_move (from_stage, to_stage, role)
select m.a, m.b, r.role
from (values
	('{1}'::smallint[], '{2}'::smallint[], '{coordinator,officer,night,supervisor}'::text[]),
	('{2}', '{3}', '{coordinator,officer,night,supervisor}'),
	('{3}', '{4}', '{coordinator,officer,supervisor}'),
	('{4}', '{5}', '{coordinator,officer,supervisor}'),
	('{4,5}', '{6,7,8}', '{coordinator,officer,supervisor}'),
	('{2,3,4,5}', '{9}', '{coordinator,officer,supervisor}'),
	('{6,7,8,9}', '{6,7,8,9}', '{coordinator,officer,supervisor}'),
	('{6,7,8,9}', '{10}', '{coordinator,officer,supervisor}'),
	('{9,10}', '{5}', '{coordinator,officer,supervisor}'),
	('{2}', '{1}', '{coordinator,supervisor}'),
	('{3}', '{2}', '{coordinator,supervisor}'),
	('{4}', '{3}', '{coordinator,supervisor}'),
	('{5}', '{4}', '{coordinator,supervisor}'),
	('{6,7,8}', '{5}', '{coordinator,supervisor}'),
	('{1,2,3,4,5,6,7,8,9,10}', '{11}', '{coordinator,supervisor}'),
	('{11}', '{10}', '{coordinator,supervisor}')) as g(a, b, roles)
cross join lateral (select x as a, y as b from unnest(g.a) as x, unnest(g.b) as y where x <> y) as m
cross join unnest(g.roles) as r(role);

insert into app.priority (id, name, mark) values (1, 'urgent', '!!'), (2, 'high', '!'), (3, 'normal', ' ');
insert into app.risk (id, name) values (0, 'not assessed'), (1, 'low'), (2, 'medium'), (3, 'high');

insert into app.source (id, name) values
	(1, 'hotline'), (2, 'partner'), (3, 'police'), (4, 'detention visit'), (5, 'missing report'), (6, 'border'),
	(7, 'walk-in'), (8, 'outreach'), (9, 'village'), (10, 'embassy'), (11, 'family'), (12, 'case management');

insert into app.exploitation (id, name, htcds) values
	(1, 'forced labour', 'ForcedLabour'),
	(2, 'sexual exploitation', 'SexualExploitation'),
	(3, 'child labour', 'ChildLabour'),
	(4, 'forced marriage', 'ForcedMarriage'),
	(5, 'servitude', 'Servitude'),
	(6, 'forced military', 'ForcedMilitaryByNonStateActors'),
	(7, 'organ removal', 'OrganRemoval'),
	(8, 'forced begging', 'ForcedBegging'),
	(9, 'forced adoption', 'ForcedAdoption'),
	(10, 'surrogacy', 'Surrogacy'),
	(11, 'other', 'Other');

insert into app.status (id, name, htcds) values
	(1, 'possible', 'PossibleVictimOfTrafficking'),
	(2, 'actual', 'ActualVictimOfTrafficking'),
	(3, 'not trafficked', 'NotAVictimOfTrafficking');

insert into app.deciding_body (id, name, htcds) values
	(1, 'police', 'Police'),
	(2, 'NGO', 'NGO'),
	(3, 'court or prosecution', 'CourtOrProsecution'),
	(4, 'other government', 'NonPoliceGovernmentalOrganization'),
	(5, 'other', 'Other');

insert into app.close_reason (id, name, source) values
	(1, 'help completed', 'HTCDS Closed'),
	(2, 'handed to another organisation', 'HTCDS ClosedReferred, OSCaR'),
	(3, 'moved away in the country', 'OSCaR'),
	(4, 'moved out of the country', 'OSCaR'),
	(5, 'refused further help', 'OSCaR'),
	(6, 'needs no further help', 'OSCaR'),
	(7, 'died', 'OSCaR'),
	(8, 'missing', 'OSCaR'),
	(9, 'left without telling us', 'OSCaR'),
	(10, 'we lack the means', 'OSCaR'),
	(11, 'not trafficked', 'HTCDS'),
	(12, 'entered twice', 'office rule'),
	(13, 'other', 'OSCaR');

insert into app.reason (name, opening, facts, meaning) values
	('interview', true, false, 'before or after speaking with her'),
	('safety check', true, true, 'is she, or somebody close to her, in danger?'),
	('medical care', true, false, 'a doctor, a hospital, medicine'),
	('appointment', true, true, 'arranging to meet somebody, a place, a journey'),
	('family tracing', true, true, 'finding relatives, or bringing word to them'),
	('return preparation', true, true, 'getting ready to go home'),
	('court or authority', true, true, 'proceedings, papers, an inquiry she knows of'),
	('handover', true, true, 'somebody else goes on with the work'),
	('case review', true, true, 'whoever leads looks at how the work stands'),
	('duplicate check', true, true, 'is this the same person as in another case?'),
	('correction', true, true, 'something was written down wrongly'),
	('statistics', false, true, 'numbers for a report, without anybody in it');

insert into app.task_kind (id, name) values
	(1, 'interpreter'), (2, 'place for tonight'), (3, 'inform supervisor'), (4, 'interview'), (5, 'document'),
	(6, 'family visit'), (7, 'medical check'), (8, 'call back'), (9, 'police liaison'), (10, 'legal advice'),
	(11, 'embassy contact'), (12, 'home visit'), (13, 'training place'), (14, 'escort'), (15, 'case meeting');

insert into app.labour (id, name) values
	(1, 'agriculture'), (2, 'aquafarming'), (3, 'begging'), (4, 'construction'), (5, 'domestic work'),
	(6, 'hospitality'), (7, 'manufacturing'), (8, 'peddling'), (9, 'mining'), (10, 'transport'), (11, 'other');

insert into app.control (id, name) values
	(1, 'financial'), (2, 'threats'), (3, 'physical'), (4, 'survival'), (5, 'other');

insert into app.clock_rule (code, country_id, name, starts, bound, length, shortest, expiry, standing, source) values
	('TH-29', 'TH', 'temporary protection', 'temporary protection under s. 29', 'at most', '24 hours', null,
		'court petition or release', 'unverified', 'one study: tci-thaijo JISSJA 2923'),
	('TH-29X', 'TH', 'court extension', 'extension by the court', 'at most', '7 days', null,
		'identification or release', 'unverified', 'one study: tci-thaijo JISSJA 2923'),
	('TH-NRM15', 'TH', 'NRM 15 days', 'entry in a temporary shelter as a potential victim', 'at most', '15 days', null,
		'interview by the multidisciplinary team', 'policy', 'NRM 2022, as told in the TIP report 2023'),
	('TH-REF45', 'TH', 'reflection', 'confirmed as a victim (start event unknown)', 'exactly', '45 days', null,
		'ask for her decision on proceedings', 'unverified', 'general knowledge'),
	('MY-24H', 'MY', 'magistrate', 'taken into custody', 'at most', '24 hours', null,
		'before a magistrate', 'unverified', 'general knowledge'),
	('MY-IPO', 'MY', 'interim order', 'interim protection order', 'exactly', '21 days', null,
		'joint report to the magistrate', 'unverified', 'Act 670 Part V, located at unodc.org/cld; text not read'),
	('MY-PO', 'MY', 'protection order', 'protection order', 'at most', '3 months', null,
		'foreigners are released to immigration', 'unverified', 'Act 670 s. 51 at mylaw.my'),
	('LA-TRANSIT', 'LA', 'transit centre', 'arrival at the transit centre in Vientiane', 'at most', '7 days', null,
		'escort home or a shelter', 'practice', 'practice under the MOU of 2005, IRIN 2011'),
	('MM-CWV', 'MM', 'worker''s visit', 'last visit of the case worker', 'every', '3 months', null,
		'case worker visits', 'practice', 'unicef.org/myanmar'),
	('MM-CMM', 'MM', 'case meeting', 'last bilateral case management meeting', 'every', '6 months', null,
		'bilateral case management meeting', 'practice', 'SOP 2013; unicef.org, myanmaritv.com'),
	('AFESIP-TRAIN', 'LA', 'training', 'training begins', 'exactly', '9 months', '6 months',
		'certificate', 'office rule', 'AFESIP Laos'),
	('AFESIP-FU', 'LA', 'follow-up', 'return to the community, or the start-up kit', 'at least', '3 years', null,
		'closing may be considered', 'office rule', 'AFESIP Laos'),
	('PFIF-EXP', null, 'missing report', 'missing report entered', 'exactly', '40 days', null,
		'review or wipe, at most 360 days', 'practice', 'google/personfinder');
update app.clock_rule set longest = '360 days' where code = 'PFIF-EXP';

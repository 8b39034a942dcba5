-- Countries, organisations and offices. An office is a place of work; where it stands is not kept here.
set local role hw_owner;

create table app.country (
	id text primary key check (id ~ '^[A-Z]{2}$'),
	name text not null unique,
	language text check (language ~ '^[a-z]{2,3}$')
);
comment on table app.country is
	'Countries that offices stand in or that people came from or through.';
comment on column app.country.id is 'ISO 3166-1 alpha-2';
comment on column app.country.name is 'short English name';
comment on column app.country.language is
	'in which its offices answer the telephone, ISO 639: two letters, else three; null: not known';

create table app.organisation (
	id smallint primary key,
	name text not null unique,
	short text not null unique,
	kind text not null check (kind in ('NGO', 'law enforcement', 'health service', 'central government',
		'local government', 'immigration service', 'legal service', 'school or college', 'programme'))
);
comment on table app.organisation is 'Who runs an office.';
comment on column app.organisation.id is 'number';
comment on column app.organisation.name is 'full name';
comment on column app.organisation.short is 'as staff say it';
comment on column app.organisation.kind is 'as HTCDS org_Type, and programme';

create table app.office (
	id smallint primary key check (id > 0),
	code text not null unique check (code ~ '^[A-Z]{3}$'),
	short text not null unique check (char_length(short) <= 16),
	name text not null unique,
	country_id text not null references app.country,
	organisation_id smallint not null references app.organisation,
	kind text not null check (kind in ('regional office', 'detention centre team', 'learning centre',
		'coordination centre', 'joint office', 'project office', 'community programme', 'care centre')),
	zone text not null
);
create index office_country on app.office (country_id);
create index office_organisation on app.office (organisation_id);
comment on table app.office is 'A place of work. Its address is never kept here.';
comment on column app.office.id is 'number';
comment on column app.office.code is 'three letters, for files and commands';
comment on column app.office.short is 'the name on a card, at most 16 letters';
comment on column app.office.name is 'the name in the directory';
comment on column app.office.country_id is 'where it stands';
comment on column app.office.organisation_id is 'who runs it';
comment on column app.office.kind is 'what it is for';
comment on column app.office.zone is 'its time zone, as in the tz database';

alter table app.country enable row level security, force row level security;
alter table app.organisation enable row level security, force row level security;
alter table app.office enable row level security, force row level security;
create policy read on app.country for select to hw_api using (true);
create policy read on app.organisation for select to hw_api using (true);
create policy read on app.office for select to hw_api using (true);
grant select on app.country, app.organisation, app.office to hw_api;

create trigger office_poke after insert or update or delete on app.office
	for each statement execute function app.poke_office();

reset role;

insert into app.country (id, name) values
	('AD', 'Andorra'), ('AE', 'United Arab Emirates'), ('AF', 'Afghanistan'),
	('AG', 'Antigua & Barbuda'), ('AI', 'Anguilla'), ('AL', 'Albania'), ('AM', 'Armenia'),
	('AO', 'Angola'), ('AQ', 'Antarctica'), ('AR', 'Argentina'), ('AS', 'Samoa (American)'),
	('AT', 'Austria'), ('AU', 'Australia'), ('AW', 'Aruba'), ('AX', 'Aland Islands'),
	('AZ', 'Azerbaijan'), ('BA', 'Bosnia & Herzegovina'), ('BB', 'Barbados'), ('BD', 'Bangladesh'),
	('BE', 'Belgium'), ('BF', 'Burkina Faso'), ('BG', 'Bulgaria'), ('BH', 'Bahrain'),
	('BI', 'Burundi'), ('BJ', 'Benin'), ('BL', 'St Barthelemy'), ('BM', 'Bermuda'), ('BN', 'Brunei'),
	('BO', 'Bolivia'), ('BQ', 'Caribbean NL'), ('BR', 'Brazil'), ('BS', 'Bahamas'), ('BT', 'Bhutan'),
	('BV', 'Bouvet Island'), ('BW', 'Botswana'), ('BY', 'Belarus'), ('BZ', 'Belize'), ('CA', 'Canada'),
	('CC', 'Cocos (Keeling) Islands'), ('CD', 'Congo (Dem. Rep.)'), ('CF', 'Central African Rep.'),
	('CG', 'Congo (Rep.)'), ('CH', 'Switzerland'), ('CI', 'Cote d''Ivoire'), ('CK', 'Cook Islands'),
	('CL', 'Chile'), ('CM', 'Cameroon'), ('CN', 'China'), ('CO', 'Colombia'), ('CR', 'Costa Rica'),
	('CU', 'Cuba'), ('CV', 'Cape Verde'), ('CW', 'Curacao'), ('CX', 'Christmas Island'),
	('CY', 'Cyprus'), ('CZ', 'Czech Republic'), ('DE', 'Germany'), ('DJ', 'Djibouti'),
	('DK', 'Denmark'), ('DM', 'Dominica'), ('DO', 'Dominican Republic'), ('DZ', 'Algeria'),
	('EC', 'Ecuador'), ('EE', 'Estonia'), ('EG', 'Egypt'), ('EH', 'Western Sahara'), ('ER', 'Eritrea'),
	('ES', 'Spain'), ('ET', 'Ethiopia'), ('FI', 'Finland'), ('FJ', 'Fiji'), ('FK', 'Falkland Islands'),
	('FM', 'Micronesia'), ('FO', 'Faroe Islands'), ('FR', 'France'), ('GA', 'Gabon'),
	('GB', 'United Kingdom'), ('GD', 'Grenada'), ('GE', 'Georgia'), ('GF', 'French Guiana'),
	('GG', 'Guernsey'), ('GH', 'Ghana'), ('GI', 'Gibraltar'), ('GL', 'Greenland'), ('GM', 'Gambia'),
	('GN', 'Guinea'), ('GP', 'Guadeloupe'), ('GQ', 'Equatorial Guinea'), ('GR', 'Greece'),
	('GS', 'South Georgia & the South Sandwich Islands'), ('GT', 'Guatemala'), ('GU', 'Guam'),
	('GW', 'Guinea-Bissau'), ('GY', 'Guyana'), ('HK', 'Hong Kong'),
	('HM', 'Heard Island & McDonald Islands'), ('HN', 'Honduras'), ('HR', 'Croatia'), ('HT', 'Haiti'),
	('HU', 'Hungary'), ('ID', 'Indonesia'), ('IE', 'Ireland'), ('IL', 'Israel'), ('IM', 'Isle of Man'),
	('IN', 'India'), ('IO', 'British Indian Ocean Territory'), ('IQ', 'Iraq'), ('IR', 'Iran'),
	('IS', 'Iceland'), ('IT', 'Italy'), ('JE', 'Jersey'), ('JM', 'Jamaica'), ('JO', 'Jordan'),
	('JP', 'Japan'), ('KE', 'Kenya'), ('KG', 'Kyrgyzstan'), ('KH', 'Cambodia'), ('KI', 'Kiribati'),
	('KM', 'Comoros'), ('KN', 'St Kitts & Nevis'), ('KP', 'North Korea'), ('KR', 'South Korea'),
	('KW', 'Kuwait'), ('KY', 'Cayman Islands'), ('KZ', 'Kazakhstan'), ('LA', 'Laos'),
	('LB', 'Lebanon'), ('LC', 'St Lucia'), ('LI', 'Liechtenstein'), ('LK', 'Sri Lanka'),
	('LR', 'Liberia'), ('LS', 'Lesotho'), ('LT', 'Lithuania'), ('LU', 'Luxembourg'), ('LV', 'Latvia'),
	('LY', 'Libya'), ('MA', 'Morocco'), ('MC', 'Monaco'), ('MD', 'Moldova'), ('ME', 'Montenegro'),
	('MF', 'St Martin (French)'), ('MG', 'Madagascar'), ('MH', 'Marshall Islands'),
	('MK', 'North Macedonia'), ('ML', 'Mali'), ('MM', 'Myanmar'), ('MN', 'Mongolia'), ('MO', 'Macao'),
	('MP', 'Northern Mariana Islands'), ('MQ', 'Martinique'), ('MR', 'Mauritania'),
	('MS', 'Montserrat'), ('MT', 'Malta'), ('MU', 'Mauritius'), ('MV', 'Maldives'), ('MW', 'Malawi'),
	('MX', 'Mexico'), ('MY', 'Malaysia'), ('MZ', 'Mozambique'), ('NA', 'Namibia'),
	('NC', 'New Caledonia'), ('NE', 'Niger'), ('NF', 'Norfolk Island'), ('NG', 'Nigeria'),
	('NI', 'Nicaragua'), ('NL', 'Netherlands'), ('NO', 'Norway'), ('NP', 'Nepal'), ('NR', 'Nauru'),
	('NU', 'Niue'), ('NZ', 'New Zealand'), ('OM', 'Oman'), ('PA', 'Panama'), ('PE', 'Peru'),
	('PF', 'French Polynesia'), ('PG', 'Papua New Guinea'), ('PH', 'Philippines'), ('PK', 'Pakistan'),
	('PL', 'Poland'), ('PM', 'St Pierre & Miquelon'), ('PN', 'Pitcairn'), ('PR', 'Puerto Rico'),
	('PS', 'Palestine'), ('PT', 'Portugal'), ('PW', 'Palau'), ('PY', 'Paraguay'), ('QA', 'Qatar'),
	('RE', 'Reunion'), ('RO', 'Romania'), ('RS', 'Serbia'), ('RU', 'Russia'), ('RW', 'Rwanda'),
	('SA', 'Saudi Arabia'), ('SB', 'Solomon Islands'), ('SC', 'Seychelles'), ('SD', 'Sudan'),
	('SE', 'Sweden'), ('SG', 'Singapore'), ('SH', 'St Helena'), ('SI', 'Slovenia'),
	('SJ', 'Svalbard & Jan Mayen'), ('SK', 'Slovakia'), ('SL', 'Sierra Leone'), ('SM', 'San Marino'),
	('SN', 'Senegal'), ('SO', 'Somalia'), ('SR', 'Suriname'), ('SS', 'South Sudan'),
	('ST', 'Sao Tome & Principe'), ('SV', 'El Salvador'), ('SX', 'St Maarten (Dutch)'),
	('SY', 'Syria'), ('SZ', 'Eswatini (Swaziland)'), ('TC', 'Turks & Caicos Is'), ('TD', 'Chad'),
	('TF', 'French S. Terr.'), ('TG', 'Togo'), ('TH', 'Thailand'), ('TJ', 'Tajikistan'),
	('TK', 'Tokelau'), ('TL', 'Timor-Leste'), ('TM', 'Turkmenistan'), ('TN', 'Tunisia'),
	('TO', 'Tonga'), ('TR', 'Turkey'), ('TT', 'Trinidad & Tobago'), ('TV', 'Tuvalu'), ('TW', 'Taiwan'),
	('TZ', 'Tanzania'), ('UA', 'Ukraine'), ('UG', 'Uganda'), ('UM', 'US minor outlying islands'),
	('US', 'United States'), ('UY', 'Uruguay'), ('UZ', 'Uzbekistan'), ('VA', 'Vatican City'),
	('VC', 'St Vincent'), ('VE', 'Venezuela'), ('VG', 'Virgin Islands (UK)'),
	('VI', 'Virgin Islands (US)'), ('VN', 'Vietnam'), ('VU', 'Vanuatu'), ('WF', 'Wallis & Futuna'),
	('WS', 'Samoa (western)'), ('YE', 'Yemen'), ('YT', 'Mayotte'), ('ZA', 'South Africa'),
	('ZM', 'Zambia'), ('ZW', 'Zimbabwe');
update app.country c set language = x.language
from (values ('CN', 'zh'), ('KH', 'km'), ('LA', 'lo'), ('MM', 'my'), ('MY', 'ms'), ('TH', 'th'), ('VN', 'vi')) as x(id, language)
where c.id = x.id;

insert into app.organisation (id, name, short, kind) values
	(1, 'Alliance Anti Trafic', 'AAT', 'NGO'),
	(2, 'AFESIP Laos', 'AFESIP', 'NGO'),
	(3, 'Cambodian Women''s Crisis Center', 'CWCC', 'NGO'),
	(4, 'Lao Women''s Union', 'LWU', 'central government'),
	(5, 'Lao Federation of Trade Unions', 'LFTU', 'central government'),
	(6, 'ASEAN-Australia Counter Trafficking', 'ASEAN-ACT', 'programme');

insert into app.office (id, code, short, name, country_id, organisation_id, kind, zone) values
	(1, 'BKK', 'Bangkok', 'Bangkok regional office', 'TH', 1, 'regional office', 'Asia/Bangkok'),
	(2, 'SPL', 'Suan Phlu', 'Suan Phlu detention centre team', 'TH', 1, 'detention centre team', 'Asia/Bangkok'),
	(3, 'CMK', 'Chong Mek', 'Chong Mek learning centre and office', 'TH', 1, 'learning centre', 'Asia/Bangkok'),
	(4, 'VTO', 'Vang Tao', 'Vang Tao coordination centre', 'LA', 1, 'coordination centre', 'Asia/Vientiane'),
	(5, 'PKS', 'Pakse', 'Pakse learning and drop-in centre', 'LA', 1, 'learning centre', 'Asia/Vientiane'),
	(6, 'VTE', 'Vientiane', 'Vientiane joint office with the Lao Women''s Union', 'LA', 1, 'joint office', 'Asia/Vientiane'),
	(7, 'MDY', 'Mandalay', 'Mandalay project office', 'MM', 1, 'project office', 'Asia/Yangon'),
	(8, 'TGY', 'Taunggyi', 'Taunggyi community programmes', 'MM', 1, 'community programme', 'Asia/Yangon'),
	(9, 'AFL', 'AFESIP Laos', 'AFESIP care centres in Laos', 'LA', 2, 'care centre', 'Asia/Vientiane'),
	(10, 'PPT', 'Poipet', 'Poipet community programme', 'KH', 3, 'community programme', 'Asia/Phnom_Penh');

-- What is to be sealed of the invented region, which takes the keys of its people: the notes that wait in demo.note,
-- and who some of the cases are. Nobody here exists, nor do the villages; the names are as common as can be.
create view demo.given (lang, sex, n, own, latin) as values
	('th', 'female', 0, 'สมหญิง', 'Somying'), ('th', 'female', 1, 'มาลี', 'Mali'), ('th', 'female', 2, 'กนกวรรณ', 'Kanokwan'),
	('th', 'female', 3, 'ดวงใจ', 'Duangchai'), ('th', 'male', 0, 'สมชาย', 'Somchai'), ('th', 'male', 1, 'ประเสริฐ', 'Prasoet'),
	('th', 'male', 2, 'วิชัย', 'Wichai'), ('th', 'male', 3, 'สุรชัย', 'Surachai'),
	('lo', 'female', 0, 'ແກ້ວ', 'Keo'), ('lo', 'female', 1, 'ບົວ', 'Boua'), ('lo', 'female', 2, 'ຈັນທະລາ', 'Chanthala'),
	('lo', 'female', 3, 'ນາງນ້ອຍ', 'Nang Noy'), ('lo', 'male', 0, 'ບຸນມີ', 'Bounmy'), ('lo', 'male', 1, 'ຄຳພອນ', 'Khamphone'),
	('lo', 'male', 2, 'ສົມສັກ', 'Somsak'), ('lo', 'male', 3, 'ວຽງໄຊ', 'Viengxay'),
	('my', 'female', 0, 'ခင်မြင့်', 'Khin Myint'), ('my', 'female', 1, 'နန်းမိုးဟွမ်', 'Nang Moe Hwam'),
	('my', 'female', 2, 'အေးအေးသင်း', 'Aye Aye Thin'), ('my', 'female', 3, 'စုစုလွင်', 'Su Su Lwin'),
	('my', 'male', 0, 'အောင်ကျော်', 'Aung Kyaw'), ('my', 'male', 1, 'မင်းသူ', 'Min Thu'),
	('my', 'male', 2, 'စိုင်းလှ', 'Sai Hla'), ('my', 'male', 3, 'ဇော်မျိုး', 'Zaw Myo'),
	('km', 'female', 0, 'សុភា', 'Sophea'), ('km', 'female', 1, 'ចន្ធូ', 'Chanthou'), ('km', 'female', 2, 'ស្រីមុំ', 'Sreymom'),
	('km', 'female', 3, 'កល្យាណ', 'Kalyan'), ('km', 'male', 0, 'វិចិត្រ', 'Vichet'), ('km', 'male', 1, 'សុខា', 'Sokha'),
	('km', 'male', 2, 'ពិសិដ្ឋ', 'Piseth'), ('km', 'male', 3, 'រតនា', 'Ratana'),
	('vi', 'female', 0, 'Thị Hoa', 'Thi Hoa'), ('vi', 'female', 1, 'Thị Hương', 'Thi Huong'), ('vi', 'female', 2, 'Ngọc Ánh', 'Ngoc Anh'),
	('vi', 'female', 3, 'Thu Thủy', 'Thu Thuy'), ('vi', 'male', 0, 'Văn Đức', 'Van Duc'), ('vi', 'male', 1, 'Quốc Bảo', 'Quoc Bao'),
	('vi', 'male', 2, 'Hữu Nghĩa', 'Huu Nghia'), ('vi', 'male', 3, 'Minh Tuấn', 'Minh Tuan');
comment on view demo.given is 'Given names: language, sex, number, in their own script, in Latin letters.';

create view demo.family (lang, n, own, latin) as values
	('th', 0, 'ใจดี', 'Chaidi'), ('th', 1, 'แสงทอง', 'Saengthong'), ('th', 2, 'บุญมา', 'Bunma'), ('th', 3, 'ศรีสุข', 'Sisuk'),
	('lo', 0, 'ວົງສາ', 'Vongsa'), ('lo', 1, 'ພົມມະຈັນ', 'Phommachan'), ('lo', 2, 'ສີສຸວັນ', 'Sisouvanh'), ('lo', 3, 'ແກ້ວມະນີ', 'Keomany'),
	('my', 0, '', ''), ('my', 1, '', ''), ('my', 2, '', ''), ('my', 3, '', ''),
	('km', 0, 'សុខ', 'Sok'), ('km', 1, 'ចាន់', 'Chan'), ('km', 2, 'ហេង', 'Heng'), ('km', 3, 'អ៊ុំ', 'Um'),
	('vi', 0, 'Nguyễn', 'Nguyen'), ('vi', 1, 'Trần', 'Tran'), ('vi', 2, 'Lê', 'Le'), ('vi', 3, 'Phạm', 'Pham');
comment on view demo.family is 'Family names; empty where people have none.';

-- Districts are real, and large; no village of theirs has such a name.
create view demo.home (lang, country, script, romanisation, n, province, district, village, latin) as values
	('th', 'TH', 'Thai', 'RTGS', 0, 'Ubon Ratchathani', 'Det Udom', 'บ้านฟ้าหม่นสามสิบ', 'Ban Fa Mon Sam Sip'),
	('th', 'TH', 'Thai', 'RTGS', 1, 'Chiang Rai', 'Mae Chan', 'บ้านดาวเหนือเก้า', 'Ban Dao Nuea Kao'),
	('lo', 'LA', 'Laoo', 'BGN/PCGN', 0, 'Champasak', 'Bachiangchaleunsook', 'ບ້ານຟ້າໃສຫ້າສິບ', 'Ban Fa Sai Ha Sip'),
	('lo', 'LA', 'Laoo', 'BGN/PCGN', 1, 'Savannakhet', 'Phine', 'ບ້ານດາວຕົກເກົ້າ', 'Ban Dao Tok Kao'),
	('my', 'MM', 'Mymr', 'own spelling', 0, 'Shan', 'Taunggyi', 'ကြယ်ပြာရွာသစ်ကိုး', 'Kye Pya Ywa Thit Ko'),
	('my', 'MM', 'Mymr', 'own spelling', 1, 'Mandalay', 'Meiktila', 'မိုးပြာရွာခုနစ်', 'Moe Pya Ywa Khun Nit'),
	('km', 'KH', 'Khmr', 'own spelling', 0, 'Banteay Meanchey', 'Malai', 'ភូមិផ្កាយខៀវប្រាំបួន', 'Phum Phkay Khiev Pram Buon'),
	('km', 'KH', 'Khmr', 'own spelling', 1, 'Battambang', 'Bavel', 'ភូមិមេឃប្រាំពីរ', 'Phum Mek Pram Pir'),
	('vi', 'VN', 'Latn', 'as in passport', 0, 'Nghệ An', 'Kỳ Sơn', 'Bản Sao Xanh Chín', 'Ban Sao Xanh Chin'),
	('vi', 'VN', 'Latn', 'as in passport', 1, 'An Giang', 'Tịnh Biên', 'Ấp Trời Biếc Bảy', 'Ap Troi Biec Bay');
comment on view demo.home is 'Where people come from, and how their language is written.';

create function demo.language(p_country text, n bigint) returns text
	language sql immutable set search_path = pg_catalog, pg_temp
return demo.among(case p_country when 'TH' then '{th,lo,my,km,vi}'::text[] when 'LA' then '{lo,lo,lo,vi}'
	when 'MM' then '{my,my,my,th}' else '{km,km,vi}' end, demo.roll(n, 200));
comment on function demo.language(text, bigint) is 'What somebody speaks whose case is with an office of this country.';

-- Names and values as db/vault/record.h keeps them, one after the other.
create function demo.identity(p_n bigint, p_case app.case, p_country text) returns table (kind text, fields text[])
	language sql stable set search_path = pg_catalog, pg_temp
begin atomic
	with who as (
		select g.own as given, g.latin as given_latin, f.own as family, f.latin as family_latin, h.*, x.lang as speaks,
			m.own as mother, m.latin as mother_latin,
			extract(year from (select app.now()))::integer - coalesce((p_case).age_low, (p_case).age_high, 20) as year
		from (select demo.language(p_country, p_n) as lang,
			case (p_case).sex when 'male' then 'male' else 'female' end as sex) as x
		join demo.given g on (g.lang, g.sex) = (x.lang, x.sex) and g.n = p_n % 4
		join demo.family f on f.lang = x.lang and f.n = (p_n / 4) % 4
		join demo.home h on h.lang = x.lang and h.n = p_n % 2
		join demo.given m on (m.lang, m.sex) = (x.lang, 'female') and m.n = (p_n + 1) % 4
	)
	select 'identity', array['name.1.text', btrim(case when w.speaks in ('km', 'vi') then w.family || ' ' || w.given
			else w.given || ' ' || w.family end), 'name.1.kind', 'legal', 'name.1.script', w.script,
		'name.2.text', btrim(case when w.speaks in ('km', 'vi') then w.family_latin || ' ' || w.given_latin
			else w.given_latin || ' ' || w.family_latin end), 'name.2.kind', 'as on document', 'name.2.script', 'Latn',
		'name.2.romanisation', w.romanisation,
		'birth', w.year::text, 'birth_known', demo.among('{she says,document,family says,medical estimate}'::text[], demo.roll(p_n, 201)),
		'gender', case (p_case).sex when 'male' then 'Masculine' else 'Feminine' end, 'citizenship.1', w.country,
		'document.1.type', 'border pass', 'document.1.number', 'X' || lpad((p_n * 7919 % 1000000)::text, 6, '0'),
		'document.1.issuer', w.country, 'document.1.held_by', demo.among('{trafficker,lost,herself,office}'::text[], demo.roll(p_n, 202)),
		'language.1.code', w.speaks, 'language.1.speaks', 'well']
	from who w
	union all
	select 'family', array['person.1.name', w.mother || ' (' || w.mother_latin || ')', 'person.1.relation', 'Mother',
		'person.1.alive', 'yes', 'person.1.village', w.village,
		'person.1.safe', demo.among('{yes,only with her consent,through somebody,not yet asked}'::text[], demo.roll(p_n, 203))]
	from who w
	union all
	select 'address', array['address.1.kind', 'home', 'address.1.country', w.country, 'address.1.province', w.province,
		'address.1.district', w.district, 'address.1.village', w.village || ' (' || w.latin || ')']
	from who w
	union all
	select 'circumstances', array['recruiter', 'an aunt of a neighbour', 'recruited_how', 'ThroughFriendsOrSocialEvents',
		'means', 'deception', 'control', 'WithholdsDocuments', 'place', 'a kitchen without a sign',
		'route', 'by van at night, then on foot', 'text', 'invented, as all of this region']
	from who w where p_n % 3 = 0;
end;
comment on function demo.identity(bigint, app.case, text) is 'Who the n-th case is: one row for each record to seal.';

-- No such house stands there. Telephone numbers are of those that nobody is given.
create function demo.place(p_place app.place) returns text[]
	language sql stable set search_path = pg_catalog, pg_temp
return array['name', initcap((p_place).kind) || ' of the Demo, ' || (p_place).district,
	'address', '0 No Such Road, ' || (p_place).district, 'phone', '+1 202 555 01' || lpad((abs(hashtext((p_place).code)) % 100)::text, 2, '0'),
	'contact', 'ask for Nobody', 'access', 'ring the bell that is not there', 'text', 'invented, as all of this region'];
comment on function demo.place(app.place) is 'What a place of the region is called and where it is: names and values in turn.';

create function demo.unsealed(p_cases integer, p_identities integer, p_people uuid[])
	returns table (kind text, id uuid, subject uuid, office_id smallint, staff_id smallint, person uuid, at timestamptz,
		realm uuid, epoch integer, generation integer, born integer, key_epoch integer, wrapped bytea, fields text[])
	language sql stable set search_path = pg_catalog, pg_temp
begin atomic
	with chosen as materialized (
		select i as n, c.id, row_number() over (partition by c.office_id order by c.closed_at is not null, i) as place
		from generate_series(1, least(p_cases, demo.filled())) as i
		join app.case c on c.id = demo.case_id(i)
	), item as (
		select 'note'::text as kind, t.id, t.case_id as subject, c.office_id, t.staff_id, t.at,
			array['lang', t.lang, 'text', t.body] as fields
		from demo.note t join chosen h on h.id = t.case_id join app.case c on c.id = h.id
		union all
		select d.kind, demo.part_id(h.n, d.kind, 1), c.id, c.office_id, c.responsible_id, c.touched_at, d.fields
		from chosen h
		join app.case c on c.id = h.id
		join app.office o on o.id = c.office_id
		cross join lateral demo.identity(h.n, c, o.country_id) as d
		where h.place <= p_identities
		and not exists (select from app.sealed s where s.case_id = c.id and s.kind = d.kind)
		union all
		select e.kind, demo.part_id(e.n, e.kind || ' entry', e.k), c.id, c.office_id, w.id, (select app.now()) - e.ago,
			demo.entry_fields(e.fields, o.zone)
		from demo.story_entry e
		join chosen h on h.n = e.n
		join app.case c on c.id = h.id
		join app.office o on o.id = c.office_id
		join app.staff w on w.login = e.login
		where c.closed_at is null
		and not exists (select from app.sealed s where s.id = demo.part_id(e.n, e.kind || ' entry', e.k))
		union all
		select 'place', md5('place of ' || p.id)::uuid, p.id, p.office_id, null, p.touched_at, demo.place(p)
		from app.place p
		where not exists (select from app.sealed s where s.place_id = p.id)
		union all
		select 'party', md5('party of ' || p.id)::uuid, p.id, p.office_id, null, p.touched_at, demo.party_fields(d)
		from demo.party d join app.party p on p.id = d.id
		where not exists (select from app.sealed s where s.party_id = p.id and s.kind = 'party')
		union all
		select 'danger', md5('danger of ' || p.id)::uuid, p.id, p.office_id, null, least(p.touched_at, (d.review_on - 30)::timestamptz), demo.danger_fields(d)
		from demo.danger d join app.party p on p.id = d.party
		where not exists (select from app.sealed s where s.party_id = p.id and s.kind = 'danger')
	)
	select i.kind, i.id, i.subject, i.office_id, w.id, w.person, i.at, r.id, e.epoch, coalesce(k.generation, 0),
		coalesce(k.born, 0), coalesce(k.epoch, 0), k.wrapped, i.fields
	from item i
	join app.realm r on r.office_id = i.office_id and r.kind = 'office'
	cross join lateral (select max(x.epoch) as epoch from app.realm_epoch x where x.realm_id = r.id) as e
	-- She who wrote it, or somebody else who may, of those whose keys are at hand.
	cross join lateral (select s.id, s.person from app.staff s
		join app.realm_letter l on l.realm_id = r.id and l.person = s.person and l.epoch = e.epoch
		join app.staff_role a on a.staff_id = s.id
		where s.person = any (p_people) and s.retired_at is null and a.role in ('coordinator', 'officer', 'night', 'supervisor')
		order by s.id = i.staff_id desc nulls last, s.office_id = i.office_id desc, s.id limit 1) as w
	left join lateral (select x.generation, x.born, x.epoch, x.wrapped from app.sealed_key x
		where x.subject = i.subject and x.key = 'office' order by x.generation desc limit 1) as k on true
	where not exists (select from app.key_task t where t.realm_id = r.id and t.done_at is null)
	order by w.id, i.subject, i.at, i.id;
end;
comment on function demo.unsealed(integer, integer, uuid[]) is
	'What is yet to be sealed of the first so many cases, who some of each office are, and of all places; by whom, under '
	'which key (generation 0: there is none yet). Whoever seals a note takes it from demo.note.';

create function demo.enter(p_records jsonb) returns void
	language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	clock timestamptz := (select c.now from app.clock c);
	me text := session_user;
	r record;
	refused text;
begin
	-- Nobody else sees this clock: it is gone before the transaction ends.
	for r in
		select x.*, s.login from jsonb_to_recordset(p_records) as x(id uuid, subject uuid, kind text, generation integer, blob bytea,
			staff_id smallint, at timestamptz, clear jsonb)
		join app.staff s on s.id = x.staff_id
		where x.clear is not null order by x.at, x.id
	loop
		insert into app.clock (now) values (r.at) on conflict (only_row) do update set now = excluded.now;
		perform set_config('session_authorization', r.login, true);
		select o.refusal || ', ' || coalesce(o.field, '') into refused
		from api.sealed_keep(gen_random_uuid(), r.subject, r.id, r.kind, 0, r.generation, r.blob, r.clear) as o;
		perform set_config('session_authorization', me, true);
		if refused is not null then
			raise exception 'what % enters is refused: % (%)', r.login, r.kind, refused;
		end if;
	end loop;
	-- One that was asked for is sent back: that is signed by nobody.
	for r in select a.id from app.approval a where a.case_id = demo.case_id(23) and a.state = 'open' and a.version = 1 loop
		insert into app.clock (now) values (coalesce(clock, now()) - interval '20 minutes') on conflict (only_row) do update set now = excluded.now;
		perform set_config('session_authorization', 'supervisor_vientiane', true);
		select o.refusal into refused from api.approval_open(r.id) as a,
			api.approval_answer(gen_random_uuid(), r.id, a.version, a.hash, 'ask back', 'who goes with her') as o;
		perform set_config('session_authorization', me, true);
		if refused is not null then
			raise exception 'what is asked for is not sent back: %', refused;
		end if;
	end loop;
	if clock is null then
		delete from app.clock;
	else
		update app.clock set now = clock;
	end if;
end $$;
comment on function demo.enter(jsonb) is
	'Enter what was sealed and is told in clear as well, each record as whoever wrote it, at its time: [{id, subject, kind, generation, '
	'blob, staff_id, at, clear}], all or none of them. Those without clear are passed over.';

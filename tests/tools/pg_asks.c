/*
 * pg_asks CONNINFO: what db/pg promises of questions, scripts, plans and pokes, as TAP, over a line
 * that nobody hurts. Run by tests/sql/pg.t.
 */
#include "tests/tools/pg_owner.h"
#include "tests/tools/tap.h"

static void test_pipeline(void)
{
	struct owner o = { 0 };
	char sql[64];

	open_owner(&o);
	ask(&o, 1, "select 1"); /* asked before there is a line */
	ok(run(&o, is_live, PATIENCE) >= 0 && o.lives == 1, "connects, and is LIVE once");
	ok(o.everything == 1, "LIVE tells to read everything");
	for (int i = 2; i <= 200; i++) {
		snprintf(sql, sizeof(sql), i % 10 ? "select %d" : "select %d/0", i % 7);
		ask(&o, i, sql);
	}
	run(&o, is_idle, PATIENCE);
	ok(o.answers == 200 && o.in_order, "200 answers in the order asked, errors among them");
	ask(&o, 201, "select $1::int");
	run(&o, is_idle, PATIENCE);
	ok(o.err == ERR_SERVER && !strcmp(o.sqlstate, "08P01"), "a missing parameter is an error");
	ok(!strcmp(value_of(&o, "select 'still ' || 'here'"), "still here"),
		"the line is well after it");
	o.answers = 0;
	pg_ask(o.pg,
		&(struct ask){ .text = "select array_length($1::text[], 1)",
			.count = 1,
			.params = (struct param[]){ param_text("{a,b,c}") },
			.answer = on_answer,
			.who = &o });
	run(&o, answered, PATIENCE);
	ok(!strcmp(o.text, "3"), "an array is a parameter");
	close_owner(&o);
}

static void test_prepared(void)
{
	struct owner o = { 0 };
	char sql[64];

	open_owner(&o);
	run(&o, is_live, PATIENCE);
	for (int i = 1; i <= 150; i++) {
		snprintf(sql, sizeof(sql), "select %d", 1000 + i);
		ask(&o, i, sql);
	}
	run(&o, is_idle, PATIENCE);
	ok(o.answers == 150 && o.err == 0, "more texts than are prepared at once are answered");
	ok(atoi(value_of(&o, "select count(*) from pg_prepared_statements")) <= 64 + 2,
		"prepared texts are bounded");
	ok(!strcmp(value_of(&o,
			   "select count(*) from pg_prepared_statements where statement in "
			   "('select 1149', 'select 1150')"),
		   "2"),
		"the latest are prepared");
	ok(!strcmp(value_of(&o,
			   "select count(*) from pg_prepared_statements where statement in "
			   "('select 1001', 'select 1002')"),
		   "0"),
		"what was not used for long is not");
	for (int i = 1; i <= 150; i++) {
		snprintf(sql, sizeof(sql), "select %d", i % 2 ? 7 : i);
		ask(&o, 300 + i, sql);
	}
	run(&o, is_idle, PATIENCE);
	ok(!strcmp(value_of(&o,
			   "select count(*) from pg_prepared_statements where statement = "
			   "'select 7'"),
		   "1"),
		"what is used over and over stays");
	ok(!strcmp(value_of(&o, "select 1001"), "1001"), "and what went comes back");
	close_owner(&o);
}

static void test_large(void)
{
	struct owner o = { 0 };
	struct text array = { 0 };

	open_owner(&o);
	param_array_open(&array);
	for (int i = 0; i < 500000; i++)
		param_array_add(&array, "0123456789");
	param_array_close(&array);
	for (int i = 0; i < 3; i++)
		pg_ask(o.pg,
			&(struct ask){ .text = "select cardinality($1::text[])",
				.count = 1,
				.params = (struct param[]){ param_text(text_string(&array)) },
				.answer = on_answer,
				.who = &o,
				.deadline_ms = 20000 });
	ok(run(&o, is_idle, PATIENCE) >= 0 && o.answers == 3 && !strcmp(o.text, "500000"),
		"three arrays of 6 MB go through without waiting");
	text_done(&array);
	close_owner(&o);
}

static void test_callbacks(void)
{
	struct owner o = { 0 }, quiet = { 0 };

	open_owner(&o);
	run(&o, is_live, PATIENCE);
	o.again = (struct ask){ .text = "select 'asked inside'", .answer = on_answer, .who = &o };
	ask(&o, 1, "select 1");
	run(&o, is_idle, PATIENCE);
	ok(o.answers == 2 && !strcmp(o.text, "asked inside"), "an answer may ask");
	pg_ask(o.pg, &(struct ask){ .text = "select 1", .answer = on_answer, .who = &quiet });
	pg_forget(o.pg, &quiet);
	ok(!strcmp(value_of(&o, "select 'after'"), "after") && !quiet.answers,
		"what is forgotten before it is sent goes unanswered");
	pg_ask(o.pg,
		&(struct ask){
			.text = "select pg_sleep(0.1)", .answer = on_answer, .who = &quiet });
	turn(&(struct owner *){ &o }, 1);
	pg_forget(o.pg, &quiet);
	ok(!strcmp(value_of(&o, "select 'after'"), "after") && !quiet.answers,
		"and so does what was sent");
	ok(pg_ask(o.pg, &(struct ask){ 0 }) == ERR_INPUT, "nothing is not a question");
	pg_ask(o.pg, &(struct ask){ .text = "select 1", .answer = on_answer, .who = &quiet });
	pg_free(o.pg);
	ok(!quiet.answers, "freeing ends in silence");
}

static void test_scripts(void)
{
	struct owner o = { 0 };

	open_owner(&o);
	run(&o, is_live, PATIENCE);
	ask(&o, 1, "select 1");
	pg_ask(o.pg,
		&(struct ask){ .text = "create table s (i int); insert into s values (7); "
				       "select i from s",
			.tag = 2,
			.script = true,
			.answer = on_answer,
			.who = &o });
	ask(&o, 3, "select i + 1 from s");
	run(&o, is_idle, PATIENCE);
	ok(o.answers == 3 && o.in_order && !strcmp(o.text, "8"), "a script between two questions");
	statement(&o, "insert into s values (8); select 1/0");
	ok(o.err == ERR_SERVER && !strcmp(o.sqlstate, "22012"), "a script that fails says so");
	ok(!strcmp(value_of(&o, "select count(*) from s"), "1"), "and left nothing behind");
	statement(&o, "copy s from stdin");
	run(&o, is_live, PATIENCE);
	ok(!strcmp(value_of(&o, "select count(*) from s"), "1"), "COPY drops the line, no more");
	statement(&o, "do $$ begin raise warning 'told to nobody'; end $$");
	ok(o.err == 0, "notices are swallowed");
	close_owner(&o);
}

static void test_stale_plans(void)
{
	struct owner o = { 0 };

	open_owner(&o);
	run(&o, is_live, PATIENCE);
	statement(&o, "create schema v; create view v.one as select 1 as a");
	ok(!strcmp(value_of(&o, "select * from v.one"), "1"), "a view is asked");
	statement(&o,
		"drop schema v cascade; create schema v; "
		"create view v.one as select 'x'::text as b, 2");
	ok(!strcmp(value_of(&o, "select * from v.one"), "x") && o.err == 0,
		"it is replaced by another shape, and asked again without a word");
	statement(&o, "drop schema v cascade");
	ok(!strcmp(value_of(&o, "select * from v.one"), "") && !strcmp(o.sqlstate, "42P01"),
		"it is gone: an error, once");
	statement(&o, "create schema v; create view v.one as select 3");
	ok(!strcmp(value_of(&o, "select * from v.one"), "3"), "it is back");
	close_owner(&o);
}

static void test_listening(void)
{
	struct owner a = { 0 }, b = { 0 };
	struct owner *both[] = { &a, &b };
	int64_t end;

	open_owner(&a);
	open_owner(&b);
	run(&a, is_live, PATIENCE);
	run(&b, is_live, PATIENCE);
	ask(&b, 0, "select pg_notify('hw_case', n::text) from generate_series(1, 50) n");
	for (end = clock_now_ms() + PATIENCE; !a.topics && clock_now_ms() < end;)
		turn(both, 2);
	ok(a.topics == 1 && !strcmp(a.topic, "hw_case"), "fifty pokes at once are told once");
	close_owner(&a);
	close_owner(&b);
}

int main(int argc, char **argv)
{
	if (argc != 2)
		return 2;
	conninfo = argv[1];
	test_pipeline();
	test_prepared();
	test_large();
	test_callbacks();
	test_scripts();
	test_stale_plans();
	test_listening();
	return tap_end();
}

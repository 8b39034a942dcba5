/*
 * mini CONNINFO: the least that could be called a live board: ncurses and libpq, one question, 20
 * rows, asked again at each notification. The floor that first paint and bytes are held against.
 */
#include <curses.h>
#include <libpq-fe.h>
#include <locale.h>
#include <poll.h>
#include <stdlib.h>

static const char question[] =
	"select code, priority_name, risk_name, clock_code, to_char(clock_at, 'DD HH24:MI'),"
	" responsible, need from api.case_line where office_id = 1 and stage = 1"
	" and closed_at is null order by priority, clock_at, touched_at, id limit 20";

static void die(const char *why)
{
	endwin();
	fprintf(stderr, "mini: %s\n", why);
	exit(1);
}

static void draw(PGconn *db)
{
	PGresult *rows = PQexecPrepared(db, "q", 0, NULL, NULL, NULL, 0);

	if (PQresultStatus(rows) != PGRES_TUPLES_OK)
		die(PQerrorMessage(db));
	mvprintw(0, 0, "Board > Reported");
	mvprintw(1, 0, "CODE         PRIO   RISK   CLOCK      WHEN     RESPONSIBLE  NEED");
	for (int r = 0; r < PQntuples(rows); r++)
		mvprintw(r + 2, 0, "%-12s %-6s %-6.6s %-10.10s %-8s %-12.12s %.19s",
			PQgetvalue(rows, r, 0), PQgetvalue(rows, r, 1), PQgetvalue(rows, r, 2),
			PQgetvalue(rows, r, 3), PQgetvalue(rows, r, 4), PQgetvalue(rows, r, 5),
			PQgetvalue(rows, r, 6));
	mvprintw(23, 0, "%d rows", PQntuples(rows));
	PQclear(rows);
	refresh();
}

int main(int argc, char **argv)
{
	PGconn *db = argc == 2 ? PQconnectdb(argv[1]) : NULL;
	PGnotify *note;

	setlocale(LC_ALL, "");
	initscr();
	if (PQstatus(db) != CONNECTION_OK)
		die(db ? PQerrorMessage(db) : "CONNINFO");
	PQclear(PQexec(db, "listen hw_case"));
	PQclear(PQprepare(db, "q", question, 0, NULL));
	draw(db);
	for (;;) {
		struct pollfd in[2] = { { PQsocket(db), POLLIN, 0 }, { 0, POLLIN, 0 } };
		bool told = false;

		poll(in, 2, -1);
		if (in[1].revents)
			break;
		if (!PQconsumeInput(db))
			die(PQerrorMessage(db));
		while ((note = PQnotifies(db)) != NULL) {
			told = true;
			PQfreemem(note);
		}
		if (told)
			draw(db);
	}
	endwin();
	PQfinish(db);
	return 0;
}

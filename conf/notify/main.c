/* homeward-notify: wakes people. Options, settings, exit code; see README.md. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "conf/notify/errand.h"
#include "conf/notify/serve.h"

enum { EXIT_DONE = 0, EXIT_REFUSED = 1, EXIT_USAGE = 2, EXIT_OFFLINE = 3 };

static int usage(FILE *to)
{
	fputs("usage: homeward-notify [-c FILE] [-d CONNINFO]\n"
	      "  -c FILE      settings (default: as the console has them), group notify\n"
	      "  -d CONNINFO  the database, as libpq writes it; the login is hw_notify\n"
	      "  -h, --help   this\n"
	      "  -V, --version\n"
	      "Sends \"please log in\" to whoever the database says, until it is ended.\n",
		to);
	return to == stdout ? EXIT_DONE : EXIT_USAGE;
}

static int read_options(int argc, char **argv, struct conf_places *places)
{
	static const struct option longer[] = { { "help", no_argument, NULL, 'h' },
		{ "version", no_argument, NULL, 'V' }, { 0 } };
	int c;

	opterr = 0; /* its own words would quote the arguments as they are */
	while ((c = getopt_long(argc, argv, "c:d:hV", longer, NULL)) != -1) {
		switch (c) {
		case 'c':
			places->option = optarg;
			break;
		case 'd':
			places->database = optarg;
			break;
		case 'h':
			return usage(stdout);
		case 'V':
			puts("homeward-notify " VERSION);
			return EXIT_DONE;
		default:
			return usage(stderr);
		}
	}
	return optind < argc ? usage(stderr) : -1;
}

int main(int argc, char **argv)
{
	struct conf_places places = { .variable = getenv("HOMEWARD_CONF"),
		.conninfo = getenv("HOMEWARD_CONNINFO"),
		.home = getenv("HOME"),
		.system = CONF_SYSTEM_PATH };
	struct error e = { 0 };
	struct conf conf;
	char problem[CONF_ERROR];
	int answer = read_options(argc, argv, &places);

	if (answer >= 0)
		return answer;
	setvbuf(stderr, NULL, _IOLBF, 0);
	if (conf_load(&conf, &places, problem, sizeof problem) != 0) {
		fprintf(stderr, "homeward-notify: %s\n", problem);
		return EXIT_USAGE;
	}
	if (errand_check(&conf, &e) != 0) {
		fprintf(stderr, "homeward-notify: %s\n", e.text);
		return EXIT_USAGE;
	}
	answer = serve(&conf, &e);
	if (answer == 0)
		return EXIT_DONE;
	fprintf(stderr, "homeward-notify: %s\n", e.text);
	return answer == ERR_REFUSED ? EXIT_REFUSED :
		answer == ERR_INPUT  ? EXIT_USAGE :
				       EXIT_OFFLINE;
}

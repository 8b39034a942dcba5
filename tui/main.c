/* homeward: the console, or one verb from a shell. Options, wiring, exit code. */
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "conf/conf.h"
#include "tui/app/host.h"
#include "tui/intl.h"
#include "tui/app/run.h"

static int usage(FILE *to)
{
	fputs(_("usage: homeward [-c FILE] [-d CONNINFO] [-u USER] [VERB ...]\n"
		"  -c FILE      settings (default: ~/.config/homeward/homeward.conf, then\n"
		"               /etc/homeward/homeward.conf)\n"
		"  -d CONNINFO  the database, as libpq writes it\n"
		"  -u USER      who you are there\n"
		"  -h, --help   this\n"
		"  -V, --version\n"
		"Without a verb it opens the console; `homeward help` lists the verbs.\n"),
		to);
	return to == stdout ? EXIT_DONE : EXIT_USAGE;
}

static int read_options(int argc, char **argv, struct run_options *options)
{
	static const struct option longer[] = { { "help", no_argument, NULL, 'h' },
		{ "version", no_argument, NULL, 'V' }, { 0 } };
	char problem[80];
	int c;

	opterr = 0; /* its own words would quote the arguments as they are */
	while ((c = getopt_long(argc, argv, "+:c:d:u:hV", longer, NULL)) != -1) {
		switch (c) {
		case 'c':
			options->conf_path = optarg;
			break;
		case 'd':
			options->conninfo = optarg;
			break;
		case 'u':
			options->user = optarg;
			break;
		case 'h':
			return usage(stdout);
		case 'V':
			puts("homeward " VERSION);
			return EXIT_DONE;
		default:
			if (optopt == 0)
				say_early(_("This option does not exist."));
			snprintf(problem, sizeof problem,
				c == ':' ? _("-%c needs a value.") : _("There is no option -%c."),
				optopt);
			if (optopt != 0)
				say_early(problem);
			return usage(stderr);
		}
	}
	options->words = argv + optind;
	options->word_count = argc - optind;
	return -1;
}

int main(int argc, char **argv)
{
	struct host host;
	struct conf conf;
	struct conf_places places;
	struct run_options options = { .host = &host, .conf = &conf };
	char problem[CONF_ERROR];
	int answer;

	host_prepare(&host);
	bindtextdomain("homeward", PREFIX "/share/locale");
	textdomain("homeward");
	answer = read_options(argc, argv, &options);
	if (answer >= 0)
		return answer;
	places = (struct conf_places) { .option = options.conf_path,
		.database = options.conninfo, .variable = host.conf, .conninfo = host.conninfo,
		.home = host.home, .system = CONF_SYSTEM_PATH };
	if (conf_load(&conf, &places, problem, sizeof problem) != 0) {
		say_early(problem);
		return EXIT_USAGE;
	}
	options.conninfo = conf.database.conninfo;
	return options.word_count > 0 ? run_shell(&options) : run_console(&options);
}

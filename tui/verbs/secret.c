#include "tui/verbs/secret.h"

#include <ctype.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <unistd.h>

#include "db/base/text.h"
#include "db/vault/keyfile.h"
#include "tui/intl.h"
#include "tui/term/cells.h"
#include "tui/term/screen.h"

/* A terminal on which what is typed is not shown, and what to set right again. */
struct asking {
	struct termios modes;
	sigset_t signals; /* as they were */
	int signal_fd;
	int wait_ms; /* for each key */
	bool shown; /* what is typed: by us, who can take a letter back */
};

enum {
	TRIES = 3,
	REST_MS = 250, /* for the rest of a key that begins as Esc does, over a slow line too */
	QUIET_MS = 1000, /* in which nobody types who reads what is asked */
};

int secret_terminal(struct error *e)
{
	if (isatty(STDIN_FILENO) && isatty(STDERR_FILENO))
		return 0;
	return error_set(e, ERR_INPUT, "%s",
		_("This asks on a terminal, and standard input or standard error is none here."));
}

/* ---- the terminal ---------------------------------------------------------------------------- */

static int begin(struct asking *asking, bool shown, int wait_s, struct error *e)
{
	struct termios modes;
	sigset_t ending;

	if (secret_terminal(e) != 0)
		return ERR_INPUT;
	if (tcgetattr(STDIN_FILENO, &asking->modes) != 0)
		return error_set(e, ERR_IO, _("The terminal cannot be asked: %s."),
			strerror(errno));
	sigemptyset(&ending);
	sigaddset(&ending, SIGINT);
	sigaddset(&ending, SIGTERM);
	sigaddset(&ending, SIGHUP);
	sigaddset(&ending, SIGQUIT);
	sigaddset(&ending, SIGTSTP);
	sigprocmask(SIG_BLOCK, &ending, &asking->signals);
	asking->signal_fd = signalfd(-1, &ending, SFD_CLOEXEC | SFD_NONBLOCK);
	asking->wait_ms = wait_s * 1000;
	asking->shown = shown;
	modes = asking->modes;
	modes.c_lflag &= (tcflag_t) ~(ICANON | ISIG | IEXTEN | ECHO | ECHONL);
	modes.c_iflag |= ICRNL;
	modes.c_cc[VMIN] = 1;
	modes.c_cc[VTIME] = 0;
	/* What was typed before the question is no answer to it. */
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &modes);
	return 0;
}

/* What was typed behind the answer is for nobody: a shell would show it, and run it. */
static void end(struct asking *asking)
{
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &asking->modes);
	if (asking->signal_fd >= 0)
		close(asking->signal_fd);
	sigprocmask(SIG_SETMASK, &asking->signals, NULL); /* what has come ends us now */
}

/* The next byte; -1: the terminal has gone, a signal wants us to end or stop, or nobody types. */
static int next_byte(const struct asking *asking, int wait_ms)
{
	struct pollfd fds[] = { { .fd = STDIN_FILENO, .events = POLLIN },
		{ .fd = asking->signal_fd, .events = POLLIN } };
	unsigned char byte;
	int ready;

	while ((ready = poll(fds, 2, wait_ms)) <= 0)
		if (ready == 0 || errno != EINTR)
			return -1;
	if (fds[1].revents != 0 || read(STDIN_FILENO, &byte, 1) != 1)
		return -1;
	return byte;
}

/* ---- a line ---------------------------------------------------------------------------------- */

enum {
	CTRL_C = 3,
	CTRL_D = 4,
	CTRL_H = 8,
	CTRL_U = 21,
	ESCAPE = 27,
	CTRL_BACKSLASH = 28,
	DELETE = 127,
};

/* Behind an escape: true where it was the key Esc itself. Else what follows is the rest of a key
 * that is no letter, [ or O up to a letter or ~, and is taken away. */
static bool is_escape(const struct asking *asking)
{
	int c = next_byte(asking, REST_MS);

	if (c == '[' || c == 'O')
		do
			c = next_byte(asking, REST_MS);
		while (c >= ' ' && c < '@');
	return c < ' ';
}

/* Not through stdio, which keeps what it has written. */
static void put(const char *text, size_t length)
{
	while (length > 0) {
		ssize_t written = write(STDERR_FILENO, text, length);

		if (written <= 0)
			return;
		text += written;
		length -= (size_t)written;
	}
}

/* Where the last letter of a line begins, with all the marks that stand on it. */
static size_t last_letter(const char *line, size_t length)
{
	size_t at = 0, next = 0;
	int columns, risk;

	while (next < length) {
		at = next;
		next += cells_next(line + at, length - at, &columns, &risk);
	}
	return at;
}

/* Of what stands on the screen the last letter goes; returns where it begins. */
static size_t unput(const char *line, size_t length)
{
	size_t at = last_letter(line, length);

	for (int columns = cells_width(line + at, length - at); columns > 0; columns--)
		put("\b \b", 3);
	return at;
}

static void put_safe(const char *text, size_t length)
{
	char safe[128];

	put(safe, cells_safe(safe, sizeof safe, text, length, -1));
	explicit_bzero(safe, sizeof safe);
}

/* Is the last code point there in full? */
static bool is_whole(const char *line, size_t length)
{
	size_t tail = 0;
	unsigned char lead;

	while (tail < 3 && tail < length && ((unsigned char)line[length - 1 - tail] & 0xc0) == 0x80)
		tail++;
	lead = tail < length ? (unsigned char)line[length - 1 - tail] : 0;
	return tail >= (lead >= 0xf0 ? 3U : lead >= 0xe0 ? 2U : lead >= 0xc0 ? 1U : 0U);
}

/* Takes the last code point back; of the line `shown` bytes stand on the screen. */
static size_t shorter(const struct asking *asking, char *line, size_t length, size_t shown)
{
	size_t at = asking->shown ? unput(line, shown) : 0;

	while (length > 0 && ((unsigned char)line[--length] & 0xc0) == 0x80)
		line[length] = '\0';
	line[length] = '\0';
	if (asking->shown && at < length)
		put_safe(line + at, length - at);
	return length;
}

/* Of `length` bytes `shown` stand on the screen; a mark is written with its letter. */
static size_t show_more(const char *line, size_t shown, size_t length)
{
	size_t at = last_letter(line, length);

	if (at < shown)
		at = unput(line, shown);
	put_safe(line + at, length - at);
	return length;
}

static int given_up(struct error *e)
{
	return error_set(e, ERR_INPUT, "%s", _("Given up: nothing was changed."));
}

static int read_line(const struct asking *asking, char *line, size_t size, struct error *e)
{
	size_t length = 0, shown = 0;
	bool too_long = false;
	int c;

	while ((c = next_byte(asking, asking->wait_ms)) != '\n') {
		if (c == ESCAPE && !is_escape(asking))
			continue;
		if (c < 0 || c == CTRL_C || c == CTRL_BACKSLASH || c == ESCAPE ||
			(c == CTRL_D && length == 0))
			return given_up(e);
		if (c == CTRL_H || c == DELETE) {
			shown = length = shorter(asking, line, length, shown);
		} else if (c == CTRL_U) {
			while (length > 0)
				shown = length = shorter(asking, line, length, shown);
		} else if (c < ' ') {
			continue; /* a key that writes nothing */
		} else if (length + 1 < size) {
			line[length++] = (char)c;
			line[length] = '\0';
			if (asking->shown && is_whole(line, length))
				shown = show_more(line, shown, length);
		} else {
			too_long = true;
		}
	}
	if (too_long)
		return error_set(e, ERR_INPUT, _("More than %zu bytes are more than fit."),
			size - 1);
	return 0;
}

/* One answer into line, SECRET_BYTES of a slab; all zero where there is none. */
static int read_secret(const struct asking *asking, char *line, const char *words, struct error *e)
{
	int r;

	memset(line, 0, SECRET_BYTES);
	tcflush(STDIN_FILENO, TCIFLUSH); /* what was typed before the question is no answer */
	fprintf(stderr, "%s: ", words);
	r = read_line(asking, line, SECRET_BYTES, e);
	fputc('\n', stderr);
	if (r != 0)
		memset(line, 0, SECRET_BYTES); /* end() may not come back */
	return r;
}

/* Behind what was wrong: who has not seen that types on, the next line too. All of it is dropped,
 * until nothing more comes; false: she wants to leave. */
static bool drop_typed(const struct asking *asking)
{
	int c;

	do
		c = next_byte(asking, QUIET_MS);
	while (c >= 0 && c != CTRL_C && c != CTRL_BACKSLASH);
	return c < 0;
}

struct asked {
	const struct asking *asking;
	char *line, *again; /* SECRET_BYTES each; again: for a new passphrase */
	const char *file;
	secret_try *use;
	void *who;
};

/* As long as ask() is ERR_PASSPHRASE, three times at most. */
static int ask_thrice(int ask(struct asked *asked, struct error *e), struct asked *asked,
	struct error *e)
{
	int r;

	for (int tries = 1; (r = ask(asked, e)) == ERR_PASSPHRASE; tries++) {
		bool stays;

		if (tries < TRIES)
			fputs(e->text, stderr);
		stays = drop_typed(asked->asking);
		if (tries == TRIES)
			break;
		fprintf(stderr, " %s\n", stays ? _("Type it again, or ^C to leave.") : "");
		if (!stays)
			return given_up(e);
	}
	return r;
}

static char *take_line(struct slab *slab, struct error *e)
{
	char *line = slab_take(slab, SECRET_BYTES);

	if (line == NULL)
		error_set(e, ERR_MEMORY, "%s", _("There is no memory left."));
	return line;
}

int secret_ask(char **out, struct slab *slab, const char *words, int wait_s, struct error *e)
{
	struct asking asking;
	char *line = take_line(slab, e);
	int r;

	*out = NULL;
	if (line == NULL)
		return ERR_MEMORY;
	r = begin(&asking, false, wait_s, e);
	if (r == 0) {
		r = read_secret(&asking, line, words, e);
		end(&asking);
	}
	if (r != 0) {
		slab_give(slab, line);
		return r;
	}
	*out = line;
	return 0;
}

static int ask_present(struct asked *asked, struct error *e)
{
	int r = read_secret(asked->asking, asked->line, _("Passphrase"), e);

	if (r == 0)
		r = asked->use(asked->who, asked->line, e);
	memset(asked->line, 0, SECRET_BYTES);
	return r != ERR_PASSPHRASE ?
		r :
		error_set(e, r, _("This is not the passphrase of %.300s."), asked->file);
}

static size_t letters(const char *text)
{
	const char *at = text, *behind = text + strlen(text);
	size_t count = 0;

	while (at < behind) {
		text_next(&at, behind);
		count++;
	}
	return count;
}

/* Twice the same, and long enough; ERR_PASSPHRASE: not so. */
static int ask_new(struct asked *asked, struct error *e)
{
	int r = read_secret(asked->asking, asked->line, _("New passphrase"), e);

	if (r == 0 && letters(asked->line) < PASSPHRASE_SHORTEST)
		return error_set(e, ERR_PASSPHRASE,
			_("The passphrase has fewer than %d letters. Nothing was changed."),
			PASSPHRASE_SHORTEST);
	if (r == 0)
		r = read_secret(asked->asking, asked->again, _("The same again"), e);
	if (r == 0 && strcmp(asked->line, asked->again) != 0)
		return error_set(e, ERR_PASSPHRASE, "%s",
			_("The two are not the same. Nothing was changed."));
	return r == 0 ? asked->use(asked->who, asked->line, e) : r;
}

static int ask_passphrase(int ask(struct asked *asked, struct error *e), struct asked *asked,
	struct slab *slab, int wait_s, struct error *e)
{
	struct asking asking;
	int r = ERR_MEMORY;

	asked->asking = &asking;
	asked->line = take_line(slab, e);
	asked->again = asked->line != NULL ? take_line(slab, e) : NULL;
	if (asked->again != NULL)
		r = begin(&asking, false, wait_s, e);
	if (r == 0) {
		r = ask_thrice(ask, asked, e);
		memset(asked->line, 0, SECRET_BYTES); /* end() may not come back */
		memset(asked->again, 0, SECRET_BYTES);
		end(&asking);
	}
	slab_give(slab, asked->line);
	slab_give(slab, asked->again);
	return r;
}

int secret_unlock(struct slab *slab, const char *file, int wait_s, secret_try *try, void *who,
	struct error *e)
{
	struct asked asked = { .file = file, .use = try, .who = who };

	return ask_passphrase(ask_present, &asked, slab, wait_s, e);
}

int secret_choose(struct slab *slab, int wait_s, secret_try *use, void *who, struct error *e)
{
	struct asked asked = { .use = use, .who = who };

	fprintf(stderr,
		_("A new passphrase, of %d letters or more: some words that nobody would put "
		  "together. Nobody can read it back for you.\n"),
		PASSPHRASE_SHORTEST);
	return ask_passphrase(ask_new, &asked, slab, wait_s, e);
}

int secret_line(char *line, size_t size, const char *words, int wait_s, struct error *e)
{
	struct asking asking;
	int r = begin(&asking, true, wait_s, e);

	line[0] = '\0';
	if (r != 0)
		return r;
	fprintf(stderr, "%s: ", words);
	r = read_line(&asking, line, size, e);
	fputc('\n', stderr);
	end(&asking);
	return r;
}

bool secret_confirm(const char *words, int wait_s)
{
	char line[16], question[400];

	snprintf(question, sizeof question, _("%s Type yes to go on"), words);
	return secret_line(line, sizeof line, question, wait_s, NULL) == 0 &&
		strcmp(line, "yes") == 0;
}

/* Whether typed is how text ends: its last letters and digits, whatever stands between them. */
static bool is_end_of(const char *typed, const char *text)
{
	size_t t = strlen(typed), at = strlen(text);

	for (int count = 0; count < SECRET_END; count++) {
		while (t > 0 && typed[t - 1] == ' ')
			t--;
		while (at > 0 && text[at - 1] == ' ')
			at--;
		if (t == 0 || at == 0 ||
			tolower((unsigned char)typed[--t]) != tolower((unsigned char)text[--at]))
			return false;
	}
	return true;
}

/* The other screen of a terminal has nothing above it to scroll back to. */
int secret_show(const char *title, const char *text, const char *term, int wait_s, struct error *e)
{
	struct asking asking;
	char typed[512] = ""; /* whoever types the whole of it is right, too */
	int r = secret_terminal(e);

	if (r == 0 && !term_type_leaves_nothing(term))
		r = error_set(e, ERR_INPUT, "%s",
			_("This terminal cannot show something and take it away: use another."));
	if (r == 0)
		r = begin(&asking, true, wait_s, e);
	if (r != 0)
		return r;
	fputs("\033[?1049h", stderr);
	do {
		fprintf(stderr, "\033[H\033[2J%s\r\n\r\n", title);
		put(text, strlen(text));
		fprintf(stderr, "\r\n\r\n%s%s\r\n",
			r == 0 ? "" : _("That is not how it ends. Look at what you wrote. "),
			_("Write all of it down: it is not shown again. Esc: give up."));
		fprintf(stderr, _("Then type its last %d letters and digits: "), SECRET_END);
		explicit_bzero(typed, sizeof typed);
		r = read_line(&asking, typed, sizeof typed, e);
		if (r == 0 && !is_end_of(typed, text))
			r = ERR_PASSPHRASE;
	} while (r == ERR_PASSPHRASE);
	explicit_bzero(typed, sizeof typed);
	fputs("\033[H\033[2J\033[?1049l", stderr);
	end(&asking);
	return r;
}

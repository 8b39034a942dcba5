#include "tui/verbs/secret.h"

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

/* A terminal on which what is typed is not shown, and what to set right again. */
struct asking {
	struct termios modes;
	sigset_t signals; /* as they were */
	int signal_fd;
	int wait_ms; /* for each key */
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
	modes = asking->modes;
	modes.c_lflag &= (tcflag_t) ~(ICANON | ISIG | IEXTEN);
	if (!shown)
		modes.c_lflag &= (tcflag_t) ~(ECHO | ECHONL);
	modes.c_iflag |= ICRNL;
	modes.c_cc[VMIN] = 1;
	modes.c_cc[VTIME] = 0;
	/* What was typed before the question is no answer to it. */
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &modes);
	return 0;
}

static void end(struct asking *asking)
{
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &asking->modes);
	if (asking->signal_fd >= 0)
		close(asking->signal_fd);
	sigprocmask(SIG_SETMASK, &asking->signals, NULL); /* what has come ends us now */
}

/* The next byte; -1: the terminal has gone, a signal wants us to end or stop, or nobody types. */
static int next_byte(const struct asking *asking)
{
	struct pollfd fds[] = { { .fd = STDIN_FILENO, .events = POLLIN },
		{ .fd = asking->signal_fd, .events = POLLIN } };
	unsigned char byte;

	int ready;

	while ((ready = poll(fds, 2, asking->wait_ms)) <= 0)
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

/* The rest of a key that is no letter, as terminals send it: [ or O, then up to a letter or ~. */
static int skip_key(const struct asking *asking)
{
	int c = next_byte(asking);

	if (c == '[' || c == 'O')
		do
			c = next_byte(asking);
		while (c >= ' ' && c < '@');
	return c;
}

/* Takes the last code point back. */
static size_t shorter(char *line, size_t length)
{
	while (length > 0 && ((unsigned char)line[--length] & 0xc0) == 0x80)
		line[length] = '\0';
	line[length] = '\0';
	return length;
}

static int read_line(const struct asking *asking, char *line, size_t size, struct error *e)
{
	size_t length = 0;
	bool too_long = false;
	int c;

	while ((c = next_byte(asking)) != '\n') {
		if (c == ESCAPE && (c = skip_key(asking)) >= ' ')
			continue;
		if (c == '\n')
			break;
		if (c < 0 || c == CTRL_C || c == CTRL_BACKSLASH || (c == CTRL_D && length == 0))
			return error_set(e, ERR_INPUT, "%s", _("Given up: nothing was changed."));
		if (c == CTRL_H || c == DELETE) {
			length = shorter(line, length);
		} else if (c == CTRL_U) {
			memset(line, 0, size);
			length = 0;
		} else if (c < ' ') {
			continue; /* a key that writes nothing */
		} else if (length + 1 < size) {
			line[length++] = (char)c;
		} else {
			too_long = true;
		}
	}
	if (too_long)
		return error_set(e, ERR_INPUT, _("More than %zu bytes are more than fit."),
			size - 1);
	return 0;
}

int secret_ask(char **out, struct slab *slab, const char *words, int wait_s, struct error *e)
{
	struct asking asking;
	char *line = slab_take(slab, SECRET_BYTES);
	int r;

	*out = NULL;
	if (line == NULL)
		return error_set(e, ERR_MEMORY, "%s", _("There is no memory left."));
	r = begin(&asking, false, wait_s, e);
	if (r == 0) {
		fprintf(stderr, "%s: ", words);
		r = read_line(&asking, line, SECRET_BYTES, e);
		fputc('\n', stderr);
		if (r != 0)
			memset(line, 0, SECRET_BYTES); /* end() may not come back */
		end(&asking);
	}
	if (r != 0) {
		slab_give(slab, line);
		return r;
	}
	*out = line;
	return 0;
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

int secret_ask_new(char **out, struct slab *slab, int wait_s, struct error *e)
{
	char *again = NULL;
	int r;

	fprintf(stderr,
		_("A new passphrase, of %d letters or more: some words that nobody would put "
		  "together. Nobody can read it back for you.\n"),
		PASSPHRASE_SHORTEST);
	r = secret_ask(out, slab, _("New passphrase"), wait_s, e);
	if (r == 0 && letters(*out) < PASSPHRASE_SHORTEST)
		r = error_set(e, ERR_INPUT,
			_("The passphrase has fewer than %d letters. Nothing was changed."),
			PASSPHRASE_SHORTEST);
	if (r == 0)
		r = secret_ask(&again, slab, _("The same again"), wait_s, e);
	if (r == 0 && strcmp(*out, again) != 0)
		r = error_set(e, ERR_INPUT, "%s",
			_("The two are not the same. Nothing was changed."));
	slab_give(slab, again);
	if (r != 0) {
		slab_give(slab, *out);
		*out = NULL;
	}
	return r;
}

bool secret_confirm(const char *words, int wait_s)
{
	struct asking asking;
	char line[16] = "";
	int r;

	if (begin(&asking, true, wait_s, NULL) != 0)
		return false;
	fprintf(stderr, _("%s Type yes to go on: "), words);
	r = read_line(&asking, line, sizeof line, NULL);
	end(&asking);
	return r == 0 && strcmp(line, "yes") == 0;
}

/* Not through stdio, which keeps what it has written. */
static void put(const char *text)
{
	size_t length = strlen(text);

	while (length > 0) {
		ssize_t written = write(STDERR_FILENO, text, length);

		if (written <= 0)
			return;
		text += written;
		length -= (size_t)written;
	}
}

/* The other screen of a terminal has nothing above it to scroll back to. */
int secret_show(const char *title, const char *text, const char *term, int wait_s, struct error *e)
{
	struct asking asking;
	int c, r = secret_terminal(e);

	if (r == 0 && (*term == '\0' || strcmp(term, "dumb") == 0))
		r = error_set(e, ERR_INPUT, "%s",
			_("This terminal cannot show something and take it away: use another."));
	if (r == 0)
		r = begin(&asking, false, wait_s, e);
	if (r != 0)
		return r;
	fprintf(stderr, "\033[?1049h\033[H\033[2J%s\r\n\r\n", title);
	put(text);
	fprintf(stderr, "\r\n\r\n%s", _("Write it down, then press Enter: it is not shown again."));
	do
		c = next_byte(&asking);
	while (c >= 0 && c != '\n' && c != CTRL_C);
	fputs("\033[H\033[2J\033[?1049l", stderr);
	end(&asking);
	return c == '\n' ? 0 : error_set(e, ERR_INPUT, "%s", _("Given up: nothing was changed."));
}

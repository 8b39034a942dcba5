/*
 * pty: runs a program on a pseudo-terminal as a script on standard input says; keeps what it sent.
 *
 *	pty ROWS COLS [-t TERM] [-r RAWFILE] -- PROGRAM [ARGUMENT...]
 *
 *	type TEXT            sends the text
 *	paste TEXT           sends it as a bracketed paste
 *	key NAME...          sends keys: Enter Esc Tab S-Tab Up F1 ^L Space a ...
 *	wait TEXT [SECONDS]  until the bytes since the last mark hold it (60 s, then a failure)
 *	absent TEXT          fails if the bytes since the last mark hold it
 *	settle MS            until all that was typed is read and nothing came for so long (10 s)
 *	mark                 from here on
 *	bytes                prints how many bytes came since the last mark
 *	ms                   prints how many milliseconds ago that was
 *	at-most N            fails if more came
 *	resize ROWS COLS
 *	signal NAME          HUP TERM INT WINCH TSTP CONT STOP KILL USR1
 *	hangup               closes the terminal
 *	do COMMAND           runs a shell command beside it; fails if that does
 *	expect-exit N [SECONDS]   waits for the end (30 s); 128 + signal if one ended it
 *
 * TEXT runs to the end of the line and may hold \e \n \r \t \\ \xHH. Bytes are all it knows: curses
 * sends no more of a line than has changed, so look for what is new; screens are read with tmux.
 * Exits 0, or 1 at the first line that fails, which it names with the last bytes that came.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define LENGTH(array) (sizeof(array) / sizeof *(array))

enum { PATIENCE_MS = 60000, SETTLE_MS = 10000, END_MS = 30000 };

struct pty {
	int master; /* -1 once hung up */
	int child_fd; /* readable when the program has ended */
	pid_t child;
	bool ended;
	int status; /* exit code, or 128 + signal */
	FILE *raw;
	char *stream; /* all that came */
	size_t len, size, mark;
	int64_t marked_ms;
};

static const struct {
	const char *name, *bytes;
} keys[] = { { "Enter", "\r" }, { "Esc", "\033" }, { "Tab", "\t" }, { "S-Tab", "\033[Z" },
	{ "Space", " " }, { "Backspace", "\177" }, { "Up", "\033[A" }, { "Down", "\033[B" },
	{ "Right", "\033[C" }, { "Left", "\033[D" }, { "S-Up", "\033[1;2A" },
	{ "S-Down", "\033[1;2B" }, { "Home", "\033[H" }, { "End", "\033[F" }, { "PgUp", "\033[5~" },
	{ "PgDn", "\033[6~" }, { "Ins", "\033[2~" }, { "Del", "\033[3~" }, { "F1", "\033OP" },
	{ "F2", "\033OQ" }, { "F3", "\033OR" }, { "F4", "\033OS" }, { "F5", "\033[15~" },
	{ "F6", "\033[17~" }, { "F7", "\033[18~" }, { "F8", "\033[19~" }, { "F9", "\033[20~" },
	{ "F10", "\033[21~" }, { "F11", "\033[23~" }, { "F12", "\033[24~" } };

static const struct {
	const char *name;
	int number;
} signals[] = { { "HUP", SIGHUP }, { "TERM", SIGTERM }, { "INT", SIGINT }, { "WINCH", SIGWINCH },
	{ "TSTP", SIGTSTP }, { "CONT", SIGCONT }, { "STOP", SIGSTOP }, { "KILL", SIGKILL },
	{ "USR1", SIGUSR1 } };

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void hang_up(struct pty *pty)
{
	if (pty->master >= 0)
		close(pty->master);
	pty->master = -1;
}

static void keep(struct pty *pty, const char *bytes, size_t len)
{
	if (pty->raw) {
		fwrite(bytes, 1, len, pty->raw);
		fflush(pty->raw);
	}
	if (pty->len + len > pty->size) {
		pty->size = (pty->len + len) * 2;
		pty->stream = realloc(pty->stream, pty->size);
		if (!pty->stream)
			exit(2);
	}
	memcpy(pty->stream + pty->len, bytes, len);
	pty->len += len;
}

static void note_end(struct pty *pty)
{
	int status;

	if (pty->ended || waitpid(pty->child, &status, WNOHANG) != pty->child)
		return;
	pty->ended = true;
	pty->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* Takes what has come, waiting `ms` at most. False if nothing came. */
static bool pump(struct pty *pty, int64_t ms)
{
	struct pollfd fds[2] = { { pty->master, POLLIN, 0 },
		{ pty->ended ? -1 : pty->child_fd, POLLIN, 0 } };
	char bytes[65536];
	ssize_t got = -1;

	if (poll(fds, 2, ms > 0 ? (int)ms : 0) <= 0)
		return false;
	if (fds[1].revents)
		note_end(pty);
	if (fds[0].revents)
		got = read(pty->master, bytes, sizeof bytes);
	if (got > 0)
		keep(pty, bytes, (size_t)got);
	else if (fds[0].revents && errno != EAGAIN)
		hang_up(pty); /* nobody holds the other end any more */
	return got > 0;
}

static bool give(struct pty *pty, const char *bytes, size_t len)
{
	int64_t end = now_ms() + PATIENCE_MS;

	while (len > 0 && pty->master >= 0 && now_ms() < end) {
		struct pollfd out = { pty->master, POLLOUT | POLLIN, 0 };
		ssize_t sent = 0;

		poll(&out, 1, 100);
		if (out.revents & POLLOUT)
			sent = write(pty->master, bytes, len);
		if (sent > 0) {
			bytes += sent;
			len -= (size_t)sent;
		}
		pump(pty, 0);
	}
	return len == 0;
}

/* Replaces \e and its like in place; returns the length. */
static size_t unescape(char *text)
{
	static const char names[] = "enrt\\", values[] = "\033\n\r\t\\";
	char *out = text;

	for (const char *in = text; *in; in++) {
		const char *found = in[0] == '\\' && in[1] ? strchr(names, in[1]) : NULL;
		unsigned code;

		if (found) {
			*out++ = values[found - names];
			in++;
		} else if (in[0] == '\\' && in[1] == 'x' && sscanf(in + 2, "%2x", &code) == 1) {
			*out++ = (char)code;
			in += 3;
		} else {
			*out++ = *in;
		}
	}
	*out = '\0';
	return (size_t)(out - text);
}

static bool holds(const struct pty *pty, const char *text, size_t len)
{
	return pty->len > pty->mark &&
		memmem(pty->stream + pty->mark, pty->len - pty->mark, text, len);
}

/* Takes a number from the end of the arguments: how many seconds. */
static int64_t take_seconds(char *text)
{
	char *last = strrchr(text, ' '), *end;
	double seconds;

	if (!last)
		return PATIENCE_MS;
	seconds = strtod(last + 1, &end);
	if (end == last + 1 || *end)
		return PATIENCE_MS;
	*last = '\0';
	return (int64_t)(seconds * 1000);
}

/* ---- the lines of a script: true if they went well --------------------------------------- */

static bool do_type(struct pty *pty, char *text)
{
	return give(pty, text, unescape(text));
}

static bool do_paste(struct pty *pty, char *text)
{
	size_t len = unescape(text);

	return give(pty, "\033[200~", 6) && give(pty, text, len) && give(pty, "\033[201~", 6);
}

static bool press(struct pty *pty, const char *name)
{
	char control = (char)(name[1] & 0x1f);

	for (size_t i = 0; i < LENGTH(keys); i++)
		if (strcasecmp(keys[i].name, name) == 0)
			return give(pty, keys[i].bytes, strlen(keys[i].bytes));
	if (name[0] == '^' && name[1] && !name[2])
		return give(pty, &control, 1);
	if (name[0] && (!name[1] || name[0] & 0x80))
		return give(pty, name, strlen(name));
	fprintf(stderr, "pty: no such key: %s\n", name);
	return false;
}

static bool do_key(struct pty *pty, char *text)
{
	char *save, *name = strtok_r(text, " ", &save);

	for (; name; name = strtok_r(NULL, " ", &save))
		if (!press(pty, name))
			return false;
	return true;
}

static bool do_wait(struct pty *pty, char *text)
{
	int64_t end = now_ms() + take_seconds(text);
	size_t len = unescape(text);

	while (!holds(pty, text, len)) {
		int64_t left = end - now_ms();

		if (left <= 0 || (pty->master < 0 && pty->ended))
			return false;
		pump(pty, left);
	}
	return true;
}

static bool do_absent(struct pty *pty, char *text)
{
	size_t len = unescape(text);

	while (pump(pty, 0))
		;
	return !holds(pty, text, len);
}

/* Whether the program has read all that was typed: until then its silence says nothing. */
static bool has_read(const struct pty *pty)
{
	char name[64];
	int tty, left = 0;

	if (pty->master < 0 || ptsname_r(pty->master, name, sizeof name) != 0)
		return true;
	tty = open(name, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
	if (tty < 0)
		return true;
	if (ioctl(tty, FIONREAD, &left) != 0)
		left = 0;
	close(tty);
	return left == 0;
}

static bool do_settle(struct pty *pty, char *text)
{
	int64_t end = now_ms() + SETTLE_MS;
	bool read = has_read(pty);

	while ((pump(pty, atoll(text)) || !read) && now_ms() < end)
		read = has_read(pty);
	return true;
}

static bool do_mark(struct pty *pty, char *text)
{
	(void)text;
	while (pump(pty, 0))
		;
	pty->mark = pty->len;
	pty->marked_ms = now_ms();
	return true;
}

static bool do_ms(struct pty *pty, char *text)
{
	(void)text;
	printf("%lld\n", (long long)(now_ms() - pty->marked_ms));
	return true;
}

static bool do_bytes(struct pty *pty, char *text)
{
	(void)text;
	printf("%zu\n", pty->len - pty->mark);
	return true;
}

static bool do_at_most(struct pty *pty, char *text)
{
	size_t came = pty->len - pty->mark;

	if (came <= strtoull(text, NULL, 10))
		return true;
	fprintf(stderr, "pty: %zu bytes came\n", came);
	return false;
}

static bool do_resize(struct pty *pty, char *text)
{
	struct winsize size = { 0 };

	return sscanf(text, "%hu %hu", &size.ws_row, &size.ws_col) == 2 &&
		ioctl(pty->master, TIOCSWINSZ, &size) == 0;
}

static bool do_signal(struct pty *pty, char *text)
{
	for (size_t i = 0; i < LENGTH(signals); i++)
		if (strcmp(signals[i].name, text) == 0)
			return kill(pty->child, signals[i].number) == 0;
	return false;
}

static bool do_hangup(struct pty *pty, char *text)
{
	(void)text;
	hang_up(pty);
	return true;
}

static bool do_do(struct pty *pty, char *text)
{
	(void)pty;
	fflush(stdout);
	return system(text) == 0;
}

static bool do_expect_exit(struct pty *pty, char *text)
{
	int64_t end = now_ms() + take_seconds(text);

	while (!pty->ended && now_ms() < end)
		pump(pty, end - now_ms());
	while (pump(pty, 0))
		;
	if (pty->ended && pty->status == atoi(text))
		return true;
	if (pty->ended)
		fprintf(stderr, "pty: it ended with %d\n", pty->status);
	return false;
}

static const struct {
	const char *name;
	bool (*run)(struct pty *, char *);
} commands[] = { { "type", do_type }, { "paste", do_paste }, { "key", do_key }, { "wait", do_wait },
	{ "absent", do_absent }, { "settle", do_settle }, { "mark", do_mark },
	{ "bytes", do_bytes }, { "ms", do_ms }, { "at-most", do_at_most }, { "resize", do_resize },
	{ "signal", do_signal }, { "hangup", do_hangup }, { "do", do_do },
	{ "expect-exit", do_expect_exit } };

static bool run_line(struct pty *pty, char *line)
{
	size_t length = strcspn(line, " ");
	char *text = line[length] ? line + length + 1 : line + length;

	for (size_t i = 0; i < LENGTH(commands); i++)
		if (strlen(commands[i].name) == length &&
			strncmp(commands[i].name, line, length) == 0)
			return commands[i].run(pty, text);
	fprintf(stderr, "pty: no such command\n");
	return false;
}

/* The last bytes that came, made visible. */
static void show_tail(const struct pty *pty)
{
	size_t from = pty->len > 1500 ? pty->len - 1500 : 0;

	for (size_t i = from; i < pty->len; i++) {
		unsigned char c = (unsigned char)pty->stream[i];

		if (c == 033)
			fputs("\\e", stderr);
		else if (c < 0x20 || c == 0x7f)
			fprintf(stderr, "\\x%02x", c);
		else
			fputc(c, stderr);
	}
	fputc('\n', stderr);
}

static int run_script(struct pty *pty)
{
	char *line = NULL, *copy;
	size_t size = 0;
	int number = 0, failed = 0;

	while (!failed && getline(&line, &size, stdin) > 0) {
		number++;
		line[strcspn(line, "\n")] = '\0';
		if (!*line || *line == '#')
			continue;
		copy = strdup(line);
		if (!copy || !run_line(pty, line)) {
			fprintf(stderr, "pty: line %d failed: %s\npty: last bytes: ", number,
				copy ? copy : "");
			show_tail(pty);
			failed = 1;
		}
		fflush(stdout);
		free(copy);
	}
	free(line);
	return failed;
}

/* Ends the program if the script has not. */
static void finish(struct pty *pty)
{
	int64_t end = now_ms() + END_MS;

	hang_up(pty);
	while (!pty->ended && now_ms() < end)
		pump(pty, end - now_ms());
	if (!pty->ended) {
		kill(pty->child, SIGKILL);
		waitpid(pty->child, NULL, 0);
	}
	close(pty->child_fd);
	if (pty->raw)
		fclose(pty->raw);
	free(pty->stream);
}

/* The child: a program as a login would start it, whatever signals we were started without. */
static void become(char **argv, const char *term)
{
	sigset_t none;

	for (size_t i = 0; i < LENGTH(signals); i++)
		signal(signals[i].number, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	if (*term)
		setenv("TERM", term, 1);
	else
		unsetenv("TERM");
	execvp(argv[0], argv);
	_exit(127);
}

static int usage(void)
{
	fprintf(stderr, "usage: pty ROWS COLS [-t TERM] [-r RAWFILE] -- PROGRAM [ARGUMENT...]\n");
	return 2;
}

int main(int argc, char **argv)
{
	struct winsize size = { 0 };
	struct pty pty = { .master = -1, .marked_ms = now_ms() };
	const char *term = "xterm-256color";
	int at = 3;

	if (argc < 5 || sscanf(argv[1], "%hu", &size.ws_row) != 1 ||
		sscanf(argv[2], "%hu", &size.ws_col) != 1)
		return usage();
	for (; at + 1 < argc && strcmp(argv[at], "--") != 0; at += 2) {
		if (strcmp(argv[at], "-t") == 0)
			term = argv[at + 1];
		else if (strcmp(argv[at], "-r") == 0)
			pty.raw = fopen(argv[at + 1], "w");
		else
			return usage();
	}
	if (at + 1 >= argc)
		return usage();
	pty.child = forkpty(&pty.master, NULL, NULL, &size);
	if (pty.child == 0)
		become(argv + at + 1, term);
	if (pty.child < 0)
		return 2;
	fcntl(pty.master, F_SETFL, fcntl(pty.master, F_GETFL) | O_NONBLOCK);
	fcntl(pty.master, F_SETFD, FD_CLOEXEC);
	pty.child_fd = (int)syscall(SYS_pidfd_open, pty.child, 0);
	at = run_script(&pty);
	finish(&pty);
	return at;
}

/*
 * far: a program at the other end of a line, on a terminal of its own, as a login has it.
 *
 *	far serve SOCKET ROWS COLS PROGRAM [ARGUMENT...]
 *	far join SOCKET
 *
 * serve listens on the unix socket, says `ready`, and when somebody has joined runs the program on
 * a pseudo-terminal of that size, whose bytes it sends and takes over the socket; it ends with the
 * program. join does the same with the terminal that it stands on, in raw mode. Between the two
 * goes tests/tools/link. A program that writes more than the line takes waits, as with a login.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

static bool give(int fd, const char *bytes, ssize_t len)
{
	while (len > 0) {
		ssize_t sent = write(fd, bytes, (size_t)len);

		if (sent < 0 && errno != EINTR)
			return false;
		if (sent > 0) {
			bytes += sent;
			len -= sent;
		}
	}
	return true;
}

/* From `a` to `out_a` and from `b` to `out_b`, until one of them ends. */
static void pass(int a, int out_a, int b, int out_b)
{
	struct pollfd fds[2] = { { a, POLLIN, 0 }, { b, POLLIN, 0 } };
	int to[2] = { out_a, out_b };
	char bytes[1024];

	for (;;) {
		if (poll(fds, 2, -1) < 0 && errno != EINTR)
			return;
		for (int i = 0; i < 2; i++) {
			ssize_t got;

			if (!fds[i].revents)
				continue;
			got = read(fds[i].fd, bytes, sizeof bytes);
			if (got <= 0 || !give(to[i], bytes, got))
				return;
		}
	}
}

static struct sockaddr_un address_of(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };

	snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
	return address;
}

static int fail(const char *what)
{
	perror(what);
	return 1;
}

static int serve(const char *path, const struct winsize *size, char **argv)
{
	struct sockaddr_un address = address_of(path);
	int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), line, master;
	pid_t child;

	if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0 ||
		listen(listener, 1) != 0)
		return fail(path);
	puts("ready");
	fflush(stdout);
	line = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
	if (line < 0)
		return fail("accept");
	child = forkpty(&master, NULL, NULL, size);
	if (child == 0) {
		execvp(argv[0], argv);
		_exit(127);
	}
	if (child < 0)
		return fail("forkpty");
	pass(line, master, master, line);
	close(master);
	close(line);
	waitpid(child, NULL, 0);
	return 0;
}

static int join(const char *path)
{
	struct sockaddr_un address = address_of(path);
	int line = socket(AF_UNIX, SOCK_STREAM, 0);
	struct termios before, raw;

	if (connect(line, (struct sockaddr *)&address, sizeof address) != 0)
		return fail(path);
	if (tcgetattr(STDIN_FILENO, &before) != 0)
		return fail("no terminal");
	raw = before;
	cfmakeraw(&raw);
	tcsetattr(STDIN_FILENO, TCSANOW, &raw);
	pass(STDIN_FILENO, line, line, STDOUT_FILENO);
	tcsetattr(STDIN_FILENO, TCSANOW, &before);
	return 0;
}

int main(int argc, char **argv)
{
	struct winsize size = { 0 };

	signal(SIGPIPE, SIG_IGN);
	if (argc == 3 && strcmp(argv[1], "join") == 0)
		return join(argv[2]);
	if (argc < 6 || strcmp(argv[1], "serve") != 0 ||
		sscanf(argv[3], "%hu", &size.ws_row) != 1 ||
		sscanf(argv[4], "%hu", &size.ws_col) != 1) {
		fprintf(stderr, "usage: far serve SOCKET ROWS COLS PROGRAM... | far join SOCKET\n");
		return 2;
	}
	return serve(argv[2], &size, argv + 5);
}

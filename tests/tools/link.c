/*
 * link: a line between two sockets that a test can slow down, stop and cut.
 *
 *	link LISTEN TARGET [delay=MS] [rate=BITS]
 *
 * LISTEN and TARGET: the path of a unix socket, or a TCP port of 127.0.0.1 (LISTEN 0: any). delay
 * is how long a byte travels, each way; rate is in bits a second, each way, shared by all
 * connections: what comes faster queues, and once 32 KiB wait nothing more is read. On standard
 * output it says
 *	ready LISTEN           connections are taken from now on (a port's number for 0)
 *	closed NUMBER UP DOWN  the connection with this number (from 1) is over; bytes passed on
 *	cut NUMBER UP DOWN     it is over because it was to be
 * and on standard input it takes, one a line, also while it runs:
 *	stall             nothing is taken or passed on any more: packets are dropped
 *	go                no longer
 *	cut               every connection is closed at once
 *	cut-after-up N    the latest connection is cut once exactly N more bytes went to TARGET
 *	cut-after-down N  the same, bytes from TARGET
 *	lose-answer TEXT  the latest connection is cut between a message that holds TEXT and its
 *	                  answer: TARGET answered in full, and not one byte of that came through.
 *	                  Reads PostgreSQL's protocol without TLS: TEXT is in a statement's text or
 *	                  name, and the answer is what comes before its own ReadyForQuery
 *	next COMMAND      one of these three, for the next connection instead
 *	close-up          passes end-of-file to TARGET on all connections, which stay open downwards
 *	close-down        the same the other way
 *	accept N          takes N more connections, and closes later ones at once; -1: takes all
 *	bytes             prints `bytes UP DOWN`, of all connections since it began
 * It ends when standard input does, and takes its connections along.
 */
#include "tests/tools/frame.h"
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { CONNECTIONS = 256, QUEUE = 32768, TRAVELLING = 1 << 20, PACKET = 1400 };

/* What was read together, on its way. */
struct packet {
	struct packet *next;
	int64_t due_us;
	size_t len, done;
	char bytes[PACKET];
};

struct way {
	int from, to;
	struct packet *head, **tail;
	size_t queued;
	int64_t passed, cut_at; /* cut_at < 0: never */
	int64_t *busy_us; /* the line's, this way: when it can take more */
	int64_t *bytes; /* likewise: passed on so far */
	bool ended, closed; /* end-of-file was read, was passed on */
	struct frame frame;
};

struct orders {
	int64_t cut_up, cut_down; /* < 0: never */
	char lose[200]; /* "": no */
};

struct connection {
	struct way up, down;
	int number;
	char lose[200];
	int lost_answer; /* the number of the answer that is lost; 0: none yet */
	bool over, cut;
};

struct line {
	struct connection *all[CONNECTIONS];
	int count, numbers, accepts;
	struct orders next;
	int listener;
	const char *target;
	int64_t delay_us, rate;
	int64_t busy_up_us, busy_down_us, bytes_up, bytes_down;
	bool stalled, done;
};

static const struct orders no_orders = { -1, -1, "" };

static int64_t now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void fail(const char *what)
{
	perror(what);
	exit(1);
}

/* ---- sockets ---- */

static int open_socket(const char *name, struct sockaddr_storage *at, socklen_t *size)
{
	struct sockaddr_un *path = (void *)at;
	struct sockaddr_in *port = (void *)at;
	int fd, yes = 1;

	*at = (struct sockaddr_storage){ 0 };
	if (strchr(name, '/')) {
		path->sun_family = AF_UNIX;
		*size = sizeof *path;
		snprintf(path->sun_path, sizeof path->sun_path, "%s", name);
	} else {
		port->sin_family = AF_INET;
		port->sin_port = htons((uint16_t)atoi(name));
		port->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
		*size = sizeof *port;
	}
	fd = socket(at->ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd >= 0 && at->ss_family == AF_INET)
		setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
	return fd;
}

static void start_listening(struct line *line, const char *name)
{
	struct sockaddr_storage at;
	struct sockaddr_in *port = (void *)&at;
	socklen_t size;

	line->listener = open_socket(name, &at, &size);
	if (at.ss_family == AF_UNIX)
		unlink(name);
	if (line->listener < 0 || bind(line->listener, (void *)&at, size) != 0 ||
		listen(line->listener, 64) != 0 ||
		getsockname(line->listener, (void *)&at, &size) != 0)
		fail(name);
	if (at.ss_family == AF_UNIX)
		printf("ready %s\n", name);
	else
		printf("ready %d\n", ntohs(port->sin_port));
}

/* Passing on is not held back by Nagle: the delay is ours to choose. */
static void make_ready(int fd)
{
	int yes = 1;

	fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
}

/* ---- connections ---- */

static void order(struct connection *c, const struct orders *orders)
{
	if (orders->cut_up >= 0)
		c->up.cut_at = c->up.passed + orders->cut_up;
	if (orders->cut_down >= 0)
		c->down.cut_at = c->down.passed + orders->cut_down;
	if (orders->lose[0])
		snprintf(c->lose, sizeof c->lose, "%s", orders->lose);
}

static void begin(struct line *line)
{
	struct connection *c = calloc(1, sizeof *c);
	struct sockaddr_storage at;
	socklen_t size;
	int near = accept(line->listener, NULL, NULL);
	int far = open_socket(line->target, &at, &size);

	if (near < 0 || far < 0 || !c || line->count == CONNECTIONS || line->accepts == 0 ||
		connect(far, (void *)&at, size) != 0) {
		close(near);
		close(far);
		free(c);
		return;
	}
	make_ready(near);
	make_ready(far);
	line->accepts -= line->accepts > 0;
	c->number = ++line->numbers;
	c->up = (struct way){ near, far, .cut_at = -1 };
	c->up.busy_us = &line->busy_up_us;
	c->up.bytes = &line->bytes_up;
	c->down = (struct way){ far, near, .cut_at = -1, .frame.typed = true };
	c->down.busy_us = &line->busy_down_us;
	c->down.bytes = &line->bytes_down;
	c->up.tail = &c->up.head;
	c->down.tail = &c->down.head;
	line->all[line->count++] = c;
	order(c, &line->next);
	line->next = no_orders;
}

static void drop_packets(struct way *way)
{
	for (struct packet *p; (p = way->head) != NULL;) {
		way->head = p->next;
		free(p);
	}
	free(way->frame.text);
}

static void end(struct connection *c)
{
	printf("%s %d %lld %lld\n", c->cut ? "cut" : "closed", c->number, (long long)c->up.passed,
		(long long)c->down.passed);
	drop_packets(&c->up);
	drop_packets(&c->down);
	close(c->up.from);
	close(c->up.to);
	free(c);
}

/* ---- PostgreSQL's messages ---- */

static void watch_up(struct connection *c, const char *bytes, size_t len)
{
	struct frame *f = &c->up.frame;

	while (len > 0) {
		int type = frame_take(f, &bytes, &len);

		if (type && c->lose[0] && !c->lost_answer &&
			memmem(f->text, f->len, c->lose, strlen(c->lose)))
			c->lost_answer = f->answers + 1;
		f->answers += type == 'S' || type == 'Q';
	}
}

/* How many of these bytes may still come through. */
static size_t watch_down(struct connection *c, const char *bytes, size_t len)
{
	struct frame *f = &c->down.frame;
	size_t through = 0;

	while (len > 0 && !(c->lost_answer && f->answers >= c->lost_answer)) {
		bool losing = c->lost_answer && f->answers == c->lost_answer - 1;
		size_t before = len;

		f->answers += frame_take(f, &bytes, &len) == 'Z';
		through += losing ? 0 : before - len;
	}
	if (c->lost_answer && f->answers >= c->lost_answer)
		c->down.cut_at = c->down.passed + (int64_t)(c->down.queued + through);
	return through;
}

/* ---- passing on ---- */

static void take(struct line *line, struct connection *c, struct way *way)
{
	int64_t now = now_us();
	struct packet *p = calloc(1, sizeof *p);
	ssize_t n = p ? read(way->from, p->bytes, sizeof p->bytes) : 0;

	if (n <= 0) {
		free(p);
		way->ended |= n == 0;
		c->over |= n < 0 && errno != EAGAIN;
		return;
	}
	if (way == &c->up)
		watch_up(c, p->bytes, (size_t)n);
	else
		n = (ssize_t)watch_down(c, p->bytes, (size_t)n);
	p->len = (size_t)n;
	*way->busy_us = *way->busy_us > now ? *way->busy_us : now;
	if (line->rate > 0)
		*way->busy_us += (int64_t)n * 8 * 1000000 / line->rate;
	p->due_us = *way->busy_us + line->delay_us;
	way->queued += (size_t)n;
	*way->tail = p;
	way->tail = &p->next;
}

/* What is due, as far as the other end takes it. */
static void pass(struct connection *c, struct way *way)
{
	while (!c->over && !c->cut && way->head && way->head->due_us <= now_us()) {
		struct packet *p = way->head;
		size_t left = p->len - p->done;
		ssize_t n = 0;

		if (way->cut_at >= 0 && (int64_t)left > way->cut_at - way->passed)
			left = (size_t)(way->cut_at - way->passed);
		if (left > 0)
			n = send(way->to, p->bytes + p->done, left, MSG_NOSIGNAL);
		if (n < 0) {
			c->over = errno != EAGAIN;
			return;
		}
		p->done += (size_t)n;
		way->passed += n;
		way->queued -= (size_t)n;
		*way->bytes += n;
		if (p->done < p->len)
			break;
		way->head = p->next;
		if (!way->head)
			way->tail = &way->head;
		free(p);
	}
	c->cut |= way->passed == way->cut_at;
	if (way->ended && !way->head && !way->closed) {
		shutdown(way->to, SHUT_WR);
		way->closed = true;
	}
}

/* ---- commands ---- */

static void each_closes(struct line *line, bool up)
{
	for (int i = 0; i < line->count; i++)
		(up ? &line->all[i]->up : &line->all[i]->down)->ended = true;
}

static void obey(struct line *line, const char *text)
{
	struct orders o = no_orders;
	bool next = strncmp(text, "next ", 5) == 0;
	long long n;

	text += next ? 5 : 0;
	if (strcmp(text, "stall") == 0 || strcmp(text, "go") == 0)
		line->stalled = text[0] == 's';
	else if (strcmp(text, "cut") == 0)
		for (int i = 0; i < line->count; i++)
			line->all[i]->cut = true;
	else if (strcmp(text, "close-up") == 0 || strcmp(text, "close-down") == 0)
		each_closes(line, text[6] == 'u');
	else if (strcmp(text, "bytes") == 0)
		printf("bytes %lld %lld\n", (long long)line->bytes_up, (long long)line->bytes_down);
	else if (sscanf(text, "accept %lld", &n) == 1)
		line->accepts = (int)n;
	else if (sscanf(text, "cut-after-up %" SCNd64, &o.cut_up) == 1 ||
		sscanf(text, "cut-after-down %" SCNd64, &o.cut_down) == 1 ||
		sscanf(text, "lose-answer %199[^\n]", o.lose) == 1) {
		if (next)
			line->next = o;
		else if (line->count > 0)
			order(line->all[line->count - 1], &o);
	} else
		fprintf(stderr, "link: no such command: %s\n", text);
}

static void read_commands(struct line *line)
{
	static char text[1000];
	static size_t len;
	ssize_t n = read(STDIN_FILENO, text + len, sizeof text - 1 - len);
	char *end_of_line;

	line->done = n <= 0;
	len += n > 0 ? (size_t)n : 0;
	text[len] = '\0';
	while ((end_of_line = strchr(text, '\n'))) {
		*end_of_line = '\0';
		obey(line, text);
		len -= (size_t)(end_of_line + 1 - text);
		memmove(text, end_of_line + 1, len + 1);
	}
}

/* ---- the loop ---- */

static void earlier(int64_t *wake, int64_t at)
{
	if (*wake == 0 || at < *wake)
		*wake = at;
}

/* When this way may be read again: the line's own queue is short enough. */
static int64_t takes_at(const struct line *line, const struct way *way)
{
	return line->rate > 0 ? *way->busy_us - (int64_t)QUEUE * 8 * 1000000 / line->rate : 0;
}

static void add_way(const struct line *line, const struct way *way, struct pollfd *from,
	struct pollfd *to, int64_t *wake)
{
	int64_t now = now_us(), takes = takes_at(line, way);

	*from = *to = (struct pollfd){ .fd = -1 };
	if (line->stalled)
		return;
	if (takes > now)
		earlier(wake, takes);
	else if (!way->ended && way->queued < TRAVELLING)
		*from = (struct pollfd){ way->from, POLLIN, 0 };
	if (way->head && way->head->due_us <= now)
		*to = (struct pollfd){ way->to, POLLOUT, 0 };
	else if (way->head)
		earlier(wake, way->head->due_us);
}

static void turn(struct line *line)
{
	struct pollfd fds[2 + 4 * CONNECTIONS];
	int64_t wake = 0, wait;
	int count = line->count;
	struct timespec until;

	fds[0] = (struct pollfd){ STDIN_FILENO, POLLIN, 0 };
	fds[1] = (struct pollfd){ line->stalled ? -1 : line->listener, POLLIN, 0 };
	for (int i = 0; i < count; i++) {
		struct pollfd *at = fds + 2 + 4 * i;

		add_way(line, &line->all[i]->up, at, at + 1, &wake);
		add_way(line, &line->all[i]->down, at + 2, at + 3, &wake);
	}
	wait = wake ? wake - now_us() : 0;
	wait = wait > 0 ? wait : 0;
	until = (struct timespec){ wait / 1000000, wait % 1000000 * 1000 };
	if (ppoll(fds, (nfds_t)(2 + 4 * count), wake ? &until : NULL, NULL) < 0 && errno != EINTR)
		fail("poll");
	if (fds[0].revents)
		read_commands(line);
	if (fds[1].revents && !line->stalled)
		begin(line);
	for (int i = 0; i < count && !line->stalled; i++) {
		struct connection *c = line->all[i];

		if (fds[2 + 4 * i].revents && !c->over)
			take(line, c, &c->up);
		if (fds[4 + 4 * i].revents && !c->over)
			take(line, c, &c->down);
	}
}

static void settle(struct line *line)
{
	for (int i = line->count - 1; i >= 0; i--) {
		struct connection *c = line->all[i];

		if (!line->stalled) {
			pass(c, &c->up);
			pass(c, &c->down);
		}
		if (!c->over && !c->cut && !(c->up.closed && c->down.closed))
			continue;
		end(c);
		memmove(line->all + i, line->all + i + 1,
			(size_t)(--line->count - i) * sizeof *line->all);
	}
}

int main(int argc, char **argv)
{
	static struct line line = { .accepts = -1 };
	long long n;

	line.next = no_orders;
	if (argc < 3) {
		fprintf(stderr, "usage: link LISTEN TARGET [delay=MS] [rate=BITS]\n");
		return 2;
	}
	line.target = argv[2];
	for (int i = 3; i < argc; i++) {
		if (sscanf(argv[i], "delay=%lld", &n) == 1)
			line.delay_us = n * 1000;
		else if (sscanf(argv[i], "rate=%lld", &n) == 1)
			line.rate = n;
	}
	signal(SIGPIPE, SIG_IGN);
	setvbuf(stdout, NULL, _IOLBF, 0);
	start_listening(&line, argv[1]);
	while (!line.done) {
		turn(&line);
		settle(&line);
	}
	if (strchr(argv[1], '/'))
		unlink(argv[1]);
	return 0;
}

#include "conf/source.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where the scan stands. A line is counted like libconfig does, from 1. */
struct scan {
	const char *path, *at, *end;
	int line;
	char *error;
	size_t size;
};

static int complain(char *error, size_t size, const char *path, const char *what)
{
	snprintf(error, size, "%s: %s", path, what);
	return -1;
}

static int complain_at(struct scan *s, const char *what)
{
	snprintf(s->error, s->size, "%s:%d: %s", s->path, s->line, what);
	return -1;
}

/* Whoever may write the folder may put another file in the place of this one. */
static int check_folder(const char *path, char *error, size_t size)
{
	char folder[PATH_MAX];
	const char *slash = strrchr(path, '/');
	struct stat st;

	if (!slash)
		snprintf(folder, sizeof(folder), ".");
	else /* with its slash: "/x" lies in "/" */
		snprintf(folder, sizeof(folder), "%.*s", (int)(slash - path + 1), path);
	if (stat(folder, &st) < 0)
		return complain(error, size, folder, strerror(errno));
	if ((st.st_mode & S_IWOTH) && !(st.st_mode & S_ISVTX))
		return complain(error, size, path,
			"everyone may write its folder; run chmod o-w on the folder");
	return 0;
}

static int check_file(int fd, const char *path, char *error, size_t size)
{
	struct stat st;

	if (fstat(fd, &st) < 0)
		return complain(error, size, path, strerror(errno));
	if (!S_ISREG(st.st_mode))
		return complain(error, size, path, "is not a regular file; name the file itself");
	if (st.st_uid != 0 && st.st_uid != geteuid())
		return complain(error, size, path,
			"belongs to somebody else; it must belong to you or to root");
	if (st.st_mode & (S_IWGRP | S_IWOTH))
		return complain(error, size, path,
			"others may write it; run chmod go-w on the file");
	if (st.st_size > SOURCE_MAX)
		return complain(error, size, path, "is longer than 256 KiB; shorten it");
	return 0;
}

static int read_all(int fd, char *text, size_t *length)
{
	size_t n = 0;

	while (n < SOURCE_MAX) {
		ssize_t got = read(fd, text + n, SOURCE_MAX - n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (got == 0)
			break;
		n += (size_t)got;
	}
	text[n] = '\0';
	*length = n;
	return 0;
}

int source_read(char **text, size_t *length, const char *path, char *error, size_t size)
{
	/* NONBLOCK: a FIFO must be refused, not waited for. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW | O_NONBLOCK);
	int result = -1;

	*text = NULL;
	if (fd < 0)
		return complain(error, size, path,
			errno == ELOOP ? "is a symbolic link; name the file itself" :
					 strerror(errno));
	if (check_file(fd, path, error, size) < 0 || check_folder(path, error, size) < 0)
		goto out;
	*text = malloc(SOURCE_MAX + 1);
	if (!*text || read_all(fd, *text, length) < 0) {
		complain(error, size, path, strerror(errno));
		free(*text);
		*text = NULL;
		goto out;
	}
	result = 0;
out:
	close(fd);
	return result;
}

/* At the start of a line, also in comments: this may not depend on which text is code. */
static int check_line(struct scan *s)
{
	static const char include[] = "@include";
	const char *p = s->at;

	while (p < s->end && *p != '\n' && isspace((unsigned char)*p))
		p++;
	if ((size_t)(s->end - p) >= sizeof(include) - 1 && !memcmp(p, include, sizeof(include) - 1))
		return complain_at(s, "@include is not followed; put all settings into one file");
	return 0;
}

/* One byte onwards; at a new line the line is checked. */
static int step(struct scan *s)
{
	if (*s->at++ != '\n')
		return 0;
	s->line++;
	return check_line(s);
}

static int skip_string(struct scan *s)
{
	int opened = s->line;

	for (s->at++; s->at < s->end && *s->at != '"';) {
		if (*s->at == '\\' && s->end - s->at >= 4 &&
			tolower((unsigned char)s->at[1]) == 'x' && s->at[2] == '0' &&
			s->at[3] == '0')
			return complain_at(s, "a text cannot hold \\x00; remove it");
		if (*s->at == '\\' && s->end - s->at >= 2 && step(s) < 0)
			return -1;
		if (step(s) < 0)
			return -1;
	}
	if (s->at++ < s->end)
		return 0;
	s->line = opened;
	return complain_at(s, "a text is not closed; put a \" at its end");
}

static int skip_comment(struct scan *s)
{
	if (s->at[0] == '#' || s->at[1] == '/') {
		while (s->at < s->end && *s->at != '\n')
			s->at++;
		return 0;
	}
	for (s->at += 2; s->at < s->end;) {
		if (s->at[0] == '*' && s->at[1] == '/') {
			s->at += 2;
			return 0;
		}
		if (step(s) < 0)
			return -1;
	}
	return 0;
}

static void skip_name(struct scan *s)
{
	while (s->at < s->end && (isalnum((unsigned char)*s->at) || strchr("-_*", *s->at)))
		s->at++;
}

static int check_number(struct scan *s)
{
	int base = s->at[0] == '0' && tolower((unsigned char)s->at[1]) == 'x' ? 16 : 10;
	char *end;

	errno = 0;
	long long n = strtoll(s->at, &end, base);
	bool fraction = *end == '.' || tolower((unsigned char)*end) == 'e';
	if (!fraction && (errno == ERANGE || n < INT32_MIN || n > INT32_MAX))
		return complain_at(s, "a number is beyond 32 bits; no setting takes one that big");
	s->at = end;
	skip_name(s);
	return 0;
}

static bool is_number(const struct scan *s)
{
	const char *p = s->at;

	if (*p == '-' || *p == '+')
		p++;
	return isdigit((unsigned char)*p);
}

static bool is_comment(const struct scan *s)
{
	return *s->at == '#' || (*s->at == '/' && (s->at[1] == '/' || s->at[1] == '*'));
}

static int check_token(struct scan *s)
{
	if (*s->at == '"')
		return skip_string(s);
	if (is_comment(s))
		return skip_comment(s);
	if (is_number(s))
		return check_number(s);
	if (isalpha((unsigned char)*s->at) || *s->at == '*') {
		skip_name(s);
		return 0;
	}
	return step(s);
}

int source_check(const char *path, const char *text, size_t length, char *error, size_t size)
{
	struct scan s = { path, text, text + length, 1, error, size };
	const char *zero = memchr(text, '\0', length);

	if (zero) {
		for (const char *p = text; p < zero; p++)
			s.line += *p == '\n';
		return complain_at(&s, "holds a 0 byte; save it as plain text");
	}
	if (check_line(&s) < 0)
		return -1;
	while (s.at < s.end)
		if (check_token(&s) < 0)
			return -1;
	return 0;
}

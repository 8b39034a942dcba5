#include "conf/notify/people.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/base/text.h"

static int open_file(const char *path, struct error *e)
{
	struct stat st;
	/* NONBLOCK: a FIFO must be refused, not waited for. */
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

	if (fd < 0)
		return error_set(e, ERR_IO, "%s: %s", path, strerror(errno));
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || (st.st_mode & 077) != 0 ||
		(st.st_uid != 0 && st.st_uid != geteuid())) {
		close(fd);
		return error_set(e, ERR_IO,
			"%s: must be a file of whoever runs this, or of root, that nobody else can "
			"read (chmod 600).",
			path);
	}
	return fd;
}

/* The address of a line, and its login ended by a 0; NULL: blank or a comment. */
static char *address_of(char *line)
{
	char *address;

	line[strcspn(line, "\r\n")] = '\0';
	if (line[strspn(line, " \t")] == '\0' || line[0] == '#')
		return NULL;
	address = line + strcspn(line, " \t");
	if (*address != '\0')
		*address++ = '\0';
	return address + strspn(address, " \t");
}

static bool address_valid(const char *address)
{
	size_t length = strlen(address);

	if (length == 0 || length >= PEOPLE_ADDRESS || text_valid(address, length) != length)
		return false;
	for (const char *p = address; *p != '\0'; p++)
		if ((unsigned char)*p < 0x20 || *p == 0x7f || *p == '<' || *p == '>')
			return false;
	return true;
}

static int find(FILE *file, const char *path, const char *login, char *out, struct error *e)
{
	char line[1024];
	bool found = login == NULL;

	for (int n = 1; fgets(line, sizeof line, file) != NULL; n++) {
		bool whole = strchr(line, '\n') != NULL || feof(file);
		char *address = address_of(line);

		if (address == NULL && whole)
			continue;
		if (!whole || !address_valid(address))
			return error_set(e, ERR_INPUT,
				"%s:%d: a line is a login, a blank and an address of up to %d "
				"bytes.",
				path, n, PEOPLE_ADDRESS - 1);
		if (login == NULL || strcmp(line, login) != 0)
			continue;
		snprintf(out, PEOPLE_ADDRESS, "%s", address);
		found = true;
	}
	explicit_bzero(line, sizeof line);
	if (ferror(file))
		return error_set(e, ERR_IO, "%s: cannot be read.", path);
	return found ? 0 : error_set(e, ERR_INPUT, "%s: somebody is not in it.", path);
}

int people_find(const char *path, const char *login, char address[PEOPLE_ADDRESS], struct error *e)
{
	char buffer[BUFSIZ];
	int r, fd = open_file(path, e);
	FILE *file;

	if (fd < 0)
		return ERR_IO;
	file = fdopen(fd, "r");
	if (file == NULL) {
		close(fd);
		return error_set(e, ERR_MEMORY, "There is no memory left.");
	}
	setvbuf(file, buffer, _IOFBF, sizeof buffer);
	r = find(file, path, login, address, e);
	fclose(file);
	explicit_bzero(buffer, sizeof buffer);
	return r;
}

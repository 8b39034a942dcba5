#include "db/base/private.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* What is being written: NAME.XXXXXX.homeward-part. */
static const char part[] = ".homeward-part";
enum { PART = sizeof(part) - 1, PART_AGE = 3600 /* s: nobody writes for that long */ };

static int check(int fd, const char *path, enum private_group who, size_t room, struct error *e)
{
	const mode_t others = who == PRIVATE_GROUP ? S_IWGRP | S_IRWXO : S_IRWXG | S_IRWXO;
	struct stat st;

	if (fstat(fd, &st) != 0)
		return error_set(e, ERR_IO, "%s: %s.", path, strerror(errno));
	if (!S_ISREG(st.st_mode))
		return error_set(e, ERR_INPUT, "%s is not a file.", path);
	if (st.st_uid != 0 && st.st_uid != geteuid())
		return error_set(e, ERR_INPUT, "%s belongs to somebody else; it is not used.",
			path);
	if (st.st_mode & others)
		return error_set(e, ERR_INPUT,
			"%s is open to others, who may have it by now: take what it opens "
			"from use, or, if that cannot be, chmod %s.",
			path, who == PRIVATE_GROUP ? "0640" : "0600");
	if ((size_t)st.st_size > room)
		return error_set(e, ERR_INPUT, "%s is too long for what it should be.", path);
	return 0;
}

/* Reads to the end of the file, or until there is no room for more. */
static int take(unsigned char *out, size_t room, size_t *length, int fd, const char *path,
	struct error *e)
{
	while (*length < room) {
		const ssize_t n = read(fd, out + *length, room - *length);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return error_set(e, ERR_IO, "%s: %s.", path, strerror(errno));
		if (n == 0)
			break;
		*length += (size_t)n;
	}
	return 0;
}

int private_read(unsigned char *out, size_t room, size_t *length, const char *path,
	enum private_group who, struct error *e)
{
	const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW | O_NONBLOCK);
	int r;

	*length = 0;
	memset(out, 0, room);
	if (fd < 0)
		return error_set(e, errno == ELOOP ? ERR_INPUT : ERR_IO, "%s: %s.", path,
			errno == ELOOP ? "it is a link; name the file itself" : strerror(errno));
	r = check(fd, path, who, room, e);
	if (r == 0)
		r = take(out, room, length, fd, path, e);
	if (r != 0) {
		*length = 0;
		memset(out, 0, room);
	}
	close(fd);
	return r;
}

static bool write_all(int fd, const char *bytes, size_t length)
{
	while (length > 0) {
		const ssize_t n = write(fd, bytes, length);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		bytes += n;
		length -= (size_t)n;
	}
	return fsync(fd) == 0;
}

/* Takes away what others who wrote into this folder were killed over. */
static void sweep(DIR *folder)
{
	const time_t now = time(NULL);
	const struct dirent *entry;

	while ((entry = readdir(folder)) != NULL) {
		const size_t length = strlen(entry->d_name);
		struct stat st = { 0 };
		if (length <= PART || strcmp(entry->d_name + length - PART, part) != 0)
			continue;
		fstatat(dirfd(folder), entry->d_name, &st, AT_SYMLINK_NOFOLLOW);
		if (st.st_mtime < now - PART_AGE)
			unlinkat(dirfd(folder), entry->d_name, 0);
	}
}

/* A name in a folder is on the disk when the folder is. */
static bool sync_folder(struct text *path)
{
	const char *slash = strrchr(path->data, '/');

	path->data[slash ? slash - path->data + 1 : 0] = 0;
	DIR *folder = opendir(slash ? path->data : ".");
	if (!folder)
		return false;
	sweep(folder);
	const bool done = fsync(dirfd(folder)) == 0;
	closedir(folder);
	return done;
}

int private_write(const char *path, const void *bytes, size_t length, struct error *e)
{
	struct text beside = { 0 };
	int r = 0;

	text_addf(&beside, "%s.XXXXXX%s", path, part);
	if (text_check(&beside, e) != 0)
		return ERR_MEMORY;
	const int fd = mkostemps(beside.data, PART, O_CLOEXEC); /* 0600 */
	const bool moved =
		fd >= 0 && write_all(fd, bytes, length) && rename(beside.data, path) == 0;
	if (!moved || !sync_folder(&beside))
		r = error_set(e, ERR_IO, "%s was not written: %s.", path, strerror(errno));
	if (fd >= 0 && !moved)
		unlink(beside.data);
	if (fd >= 0)
		close(fd);
	text_done(&beside);
	return r;
}

#include "tui/app/seen_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "db/base/private.h"
#include "tui/intl.h"

enum { SEEN_FILE_BYTES = 1 << 20, LOCK_TRIES = 20, LOCK_STEP_MS = 50 };

typedef int seen_take(struct ring *ring, const void *sealed, size_t length, struct error *e);

static int take_file(struct ring *ring, const char *path, seen_take *take, struct error *e)
{
	unsigned char *bytes;
	size_t length;
	int r;

	if (access(path, F_OK) != 0 && errno == ENOENT)
		return 0;
	bytes = malloc(SEEN_FILE_BYTES);
	if (bytes == NULL)
		return error_set(e, ERR_MEMORY, "%s", _("There is no memory left."));
	r = private_read(bytes, SEEN_FILE_BYTES, &length, path, PRIVATE_OWNER, e);
	if (r == 0)
		r = take(ring, bytes, length, e);
	free(bytes);
	return r;
}

int seen_file_read(struct ring *ring, const char *path, struct error *e)
{
	return take_file(ring, path, ring_seen_read, e);
}

int seen_file_lock(int *fd, const char *path, struct error *e)
{
	const struct timespec step = { .tv_nsec = LOCK_STEP_MS * 1000000L };
	struct text beside = { 0 };
	int r, tries = 0;

	*fd = -1;
	text_addf(&beside, "%s.lock", path);
	r = text_check(&beside, e);
	if (r != 0)
		return r;
	*fd = open(beside.data, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
	if (*fd < 0)
		r = error_set(e, ERR_IO, "%s: %s.", beside.data, strerror(errno));
	while (r == 0 && flock(*fd, LOCK_EX | LOCK_NB) != 0) {
		if (++tries == LOCK_TRIES)
			r = error_set(e, ERR_TIMEOUT, _("%.300s is held by another program."),
				beside.data);
		else
			nanosleep(&step, NULL);
	}
	text_done(&beside);
	return r;
}

void seen_file_unlock(int fd)
{
	if (fd >= 0)
		close(fd);
}

int seen_file_write(struct ring *ring, const char *path, struct error *e)
{
	struct text sealed = { 0 };
	int fd, r;

	if (!ring_seen_changed(ring))
		return 0;
	r = seen_file_lock(&fd, path, e);
	if (r == 0)
		r = take_file(ring, path, ring_seen_merge, e);
	if (r == 0)
		r = ring_seen_write(ring, &sealed, e);
	if (r == 0)
		r = private_write(path, sealed.data, sealed.length, e);
	seen_file_unlock(fd);
	text_done(&sealed);
	return r;
}

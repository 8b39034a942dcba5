/* sight.h: which version of a record somebody has seen.
 *
 * What others change is painted at once, and counts as seen after SIGHT_MS: a key that was on its
 * way before is sent for the version before, so that the database refuses it and tells who did
 * what. One's own change counts as seen. */
#ifndef TUI_APP_SIGHT_H
#define TUI_APP_SIGHT_H

#include <stdint.h>

/* A slow line there and back, and the time that it takes to read a line. */
#define SIGHT_MS 2000

/* Embedded; zero: nothing was shown yet. */
struct sight {
	int shown; /* the newest version painted, or made by oneself */
	int before; /* ... and the one that was seen before others made it */
	int64_t since; /* clock_now_ms() when it was painted; 0: there was none before */
};

void sight_show(struct sight *sight, int version, int64_t now);
/* A change of one's own made this version. Whoever saw the one before has seen it. */
void sight_change(struct sight *sight, int version);
/* painted: that of the answer at hand, which counts where nothing is known. */
int sight_version(const struct sight *sight, int painted, int64_t now);

#endif

/* clock: elapsed time. Never the time of day: that is the server's, see db/pg.h and app.now(). */
#ifndef DB_BASE_CLOCK_H
#define DB_BASE_CLOCK_H

#include <stdint.h>

/* ms since some moment before this process began; goes on while the machine sleeps. */
int64_t clock_now_ms(void);
/* By chance, from 0 to `most`: so that many who wait for the same do not come at once. */
int64_t clock_spread_ms(int64_t most);
/* The earlier of two moments; 0 is never. */
int64_t clock_earlier(int64_t one, int64_t other);

#endif

/* reader.h: what conf's files share while one text is read. */
#ifndef CONF_READER_H
#define CONF_READER_H

#include <libconfig.h>
#include <stddef.h>

#include "conf/conf.h"

struct reader {
	struct conf *conf;
	const char *path;
	enum conf_origin origin;
	char *error;
	size_t size;
};

/* "FILE:LINE: KEY what"; -1. */
int reader_refuse(const struct reader *, const config_setting_t *at, const char *key,
	const char *format, ...) __attribute__((format(printf, 4, 5)));
/* The same of a key that there is not. */
int reader_unknown(const struct reader *, const config_setting_t *at, const char *key);
int reader_text(const struct reader *, const config_setting_t *at, const char *key, char *to,
	size_t size);

/* What holds entries that people name. */
struct section;
/* NULL: this name is none. */
const struct section *section_of(const char *name);
int section_read(const struct reader *, const config_setting_t *at, const struct section *);

#endif

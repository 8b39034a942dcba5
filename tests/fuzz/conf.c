/* Any bytes are a config or a refusal with a sentence. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "conf/conf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
const char *__lsan_default_suppressions(void);

/* libconfig 1.5 forgets the text it was reading at a syntax error; the program ends then. */
const char *__lsan_default_suppressions(void)
{
	return "leak:libconfig\n";
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct conf conf;
	char error[CONF_ERROR] = "";
	int result = conf_parse(&conf, CONF_ORIGIN_SYSTEM, "fuzz", (const char *)data, size, error,
		sizeof(error));

	if (result < 0 ? !*error : *error)
		abort();
	if (conf.database.poll_s < 5 || conf.database.poll_s > 300)
		abort();
	return 0;
}

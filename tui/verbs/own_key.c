#include "tui/verbs/own_key.h"

#include <stdio.h>
#include <string.h>

#include "db/vault/digest.h"

bool own_key_is(const char *text)
{
	static const char shape[] = "hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh";

	for (size_t i = 0; i < sizeof shape; i++) {
		const bool digit = text[i] != '\0' && strchr("0123456789abcdef", text[i]) != NULL;

		if (shape[i] == 'h' ? !digit : text[i] != shape[i])
			return false;
	}
	return true;
}

void own_key_id(char id[static UUID_TEXT], const char *word, const char *key)
{
	struct digest digest;
	char hex[DIGEST_TEXT];

	digest_init(&digest);
	digest_add(&digest, word, strlen(word));
	digest_add(&digest, key, strlen(key));
	digest_end(&digest, hex);
	snprintf(id, UUID_TEXT, "%.8s-%.4s-4%.3s-a%.3s-%.12s", hex, hex + 8, hex + 13, hex + 17,
		hex + 20);
}

/* frame: where PostgreSQL's messages end in a stream of bytes, without TLS. */
#ifndef TESTS_TOOLS_FRAME_H
#define TESTS_TOOLS_FRAME_H

#include <arpa/inet.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FRAME_TEXT = 65536 };

/* Zero at the beginning of a client's stream; of a server's with `typed` set. */
struct frame {
	bool typed; /* past the first message of a client, which has no type byte */
	unsigned char head[5];
	size_t have, left;
	char *text; /* of the present message, at most FRAME_TEXT bytes; the caller's to free */
	size_t len;
	int answers; /* the caller's: up, how many were asked for; down, how many came in full */
};

/* Takes bytes up to the end of the present message, and moves *bytes and *len behind them; its type
 * once that is there ('Q' for a client's first), else 0. */
static inline int frame_take(struct frame *f, const char **bytes, size_t *len)
{
	size_t head = f->typed ? 5 : 4, n;
	uint32_t size;

	if (!f->text)
		f->text = calloc(1, FRAME_TEXT);
	while (f->have<head && * len> 0) {
		f->head[f->have++] = (unsigned char)*(*bytes)++;
		--*len;
		if (f->have < head)
			continue;
		memcpy(&size, f->head + head - 4, 4);
		f->left = ntohl(size) - 4;
		f->len = 0;
	}
	if (f->have < head)
		return 0;
	n = *len < f->left ? *len : f->left;
	for (size_t i = 0; i < n && f->len < FRAME_TEXT; i++)
		f->text[f->len++] = (*bytes)[i];
	f->left -= n;
	*bytes += n;
	*len -= n;
	if (f->left > 0)
		return 0;
	f->have = 0;
	if (f->typed)
		return f->head[0];
	f->typed = true;
	return 'Q'; /* the first message is answered like a question */
}

#endif

/* Words lately seen. */
#include "tui/app/complete.h"

#include <string.h>

#include "db/base/text.h"

void complete_remember(struct complete *complete, enum argument_kind kind, const char *word,
	const char *help)
{
	size_t kept = complete->count < COMPLETE_KEPT ? complete->count : COMPLETE_KEPT;
	struct kept_word *place = &complete->kept[complete->count % COMPLETE_KEPT];

	if (word[0] == '\0' || strlen(word) >= sizeof place->candidate.word - 4)
		return;
	for (size_t i = 0; i < kept; i++)
		if (complete->kept[i].kind == kind &&
			strcmp(complete->kept[i].candidate.word, word) == 0) {
			text_copy(complete->kept[i].candidate.help,
				sizeof complete->kept[i].candidate.help, help);
			return;
		}
	complete->count++;
	place->kind = kind;
	text_copy(place->candidate.word, sizeof place->candidate.word, word);
	text_copy(place->candidate.help, sizeof place->candidate.help, help);
}

/* lock_word.h: `:lock` and `:unlock`, typed where they are text. Whoever types one of them goes
 * away from the screen, or types her passphrase next. */
#ifndef TUI_APP_LOCK_WORD_H
#define TUI_APP_LOCK_WORD_H

#include <stddef.h>

/* How many bytes at the end of a text are such a word: as the prompt takes it, in any case, cut
 * short to three letters or more, with blanks behind it. 0: none. */
size_t lock_word(const char *text, size_t length);

#endif

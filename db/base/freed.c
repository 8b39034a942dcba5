/* free() of this program: what is given back holds nothing any more. Libraries keep what they are
 * handed (readline each line and its undo, libpq what it asks, ncurses its screens) and do not wipe
 * it: it would lie about until something else takes its place. What realloc() moves is not wiped.
 * A sanitizer's own free() comes first, and does not wipe. */
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

void __libc_free(void *memory);

void free(void *memory)
{
	if (memory != NULL)
		explicit_bzero(memory, malloc_usable_size(memory));
	__libc_free(memory);
}

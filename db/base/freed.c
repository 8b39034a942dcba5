/* free() of this program: what is given back holds nothing any more. Libraries keep what they are
 * handed (readline each line and its undo, libpq what it asks, ncurses its screens) and do not wipe
 * it: it would lie about until something else takes its place. What realloc() moves is not wiped.
 * A sanitizer's own free() comes first, and does not wipe. */
#include <dlfcn.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

void free(void *memory)
{
	static void (*give_back)(void *); /* of libc, or of what is loaded in its place */

	if (give_back == NULL)
		*(void **)&give_back = dlsym(RTLD_NEXT, "free");
	if (memory != NULL)
		explicit_bzero(memory, malloc_usable_size(memory));
	give_back(memory);
}

#include "tui/term/terminfo.h"

#include <curses.h>
#include <term.h>
#include <unistd.h>

bool terminfo_has(const char *type)
{
	int error;

	if (setupterm(type, STDERR_FILENO, &error) != OK)
		return false;
	del_curterm(cur_term);
	return true;
}

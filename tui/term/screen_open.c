#include "tui/term/screen_int.h"

#include <curses.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tui/intl.h"
#include "tui/term/cells.h"
#include "tui/term/terminfo.h"

#define LENGTH(array) (sizeof(array) / sizeof *(array))

enum { DEFAULT_ESC_MS = 25, DEFAULT_ROWS = 24, DEFAULT_COLS = 80 };

/* And ASCII in both character sets: whatever was on the terminal before may have left others. */
static const char paste_on[] = "\033(B\017\033[?2004h";
static const char paste_off[] = "\033[?2004l";

/* Families that understand xterm's language and have a screen apart. */
static const char *const xterm_like[] = { "xterm", "alacritty", "foot", "ghostty", "kitty",
	"wezterm", "konsole", "vte", "gnome", "iterm", "iterm2", "mintty", "putty", "rxvt", "st",
	"contour", "rio", "tmux", "screen", "nsterm", "ms-terminal" };

static const struct {
	const char *capability;
	int key;
} terminfo_keys[] = { { "kcuu1", INPUT_UP }, { "kcud1", INPUT_DOWN }, { "kcub1", INPUT_LEFT },
	{ "kcuf1", INPUT_RIGHT }, { "kri", INPUT_SHIFT_UP }, { "kind", INPUT_SHIFT_DOWN },
	{ "kLFT", INPUT_SHIFT_LEFT }, { "kRIT", INPUT_SHIFT_RIGHT }, { "kpp", INPUT_PAGE_UP },
	{ "knp", INPUT_PAGE_DOWN }, { "khome", INPUT_HOME }, { "kend", INPUT_END },
	{ "kich1", INPUT_INSERT }, { "kdch1", INPUT_DELETE }, { "kcbt", INPUT_BACKTAB },
	{ "kf1", INPUT_F1 }, { "kf2", INPUT_F2 }, { "kf3", INPUT_F3 }, { "kf4", INPUT_F4 },
	{ "kf5", INPUT_F5 }, { "kf6", INPUT_F6 }, { "kf7", INPUT_F7 }, { "kf8", INPUT_F8 },
	{ "kf9", INPUT_F9 }, { "kf10", INPUT_F10 }, { "kf11", INPUT_F11 }, { "kf12", INPUT_F12 } };

__attribute__((format(printf, 3, 4))) static bool refuse(char *problem, size_t size,
	const char *format, ...)
{
	char what[256], shown[256];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(what, sizeof what, format, arguments);
	va_end(arguments);
	cells_safe(shown, sizeof shown, what, strlen(what), -1);
	snprintf(problem, size, "%s %s", shown,
		_("The console needs a terminal that can place the cursor: set TERM to what yours "
		  "is (often xterm-256color), or use the command line (homeward help)."));
	return false;
}

static bool refuse_memory(char *problem, size_t size)
{
	snprintf(problem, size, "%s", _("There is no memory for the screen."));
	return false;
}

/* Types that say "I am no screen": they have no substitute. */
static bool check_type(const char *type, char *problem, size_t size)
{
	if (!type || !*type)
		return refuse(problem, size, _("TERM is not set."));
	if (strcmp(type, "dumb") == 0 || strcmp(type, "unknown") == 0)
		return refuse(problem, size, _("TERM is %s."), type);
	return true;
}

/* By the family's whole name (xterm-kitty, screen.linux): what only begins like one is unknown, and
 * taken for one it would be believed to keep nothing of what it showed. */
static bool is_xterm_like(const char *type)
{
	for (size_t i = 0; i < LENGTH(xterm_like); i++) {
		size_t length = strlen(xterm_like[i]);

		if (strncmp(type, xterm_like[i], length) == 0 && strchr("-.", type[length]) != NULL)
			return true;
	}
	return false;
}

/* The descriptions to try for a terminal type, best first. */
static const char *candidate(const char *type, int number)
{
	switch (number) {
	case 0:
		return type;
	case 1:
		return is_xterm_like(type) ? "xterm-256color" : "vt100";
	case 2:
		return "vt100";
	}
	return NULL;
}

bool term_type_leaves_nothing(const char *type)
{
	struct terminfo_kind kind = { 0 };
	char nothing[1];
	const char *name;

	for (int i = 0;
		check_type(type, nothing, sizeof nothing) && (name = candidate(type, i)) != NULL;
		i++)
		if (terminfo_has(name, &kind))
			return kind.apart;
	return false;
}

bool term_leaves_nothing(const struct term *term)
{
	return term != NULL && term->apart;
}

/* The size the terminal says it has. */
static void ask_size(const struct term *term, int *rows, int *cols)
{
	struct winsize size = { 0, 0, 0, 0 };

	if (!term->out)
		ioctl(term->tty, TIOCGWINSZ, &size);
	*rows = size.ws_row > 0 ? size.ws_row : DEFAULT_ROWS;
	*cols = size.ws_col > 0 ? size.ws_col : DEFAULT_COLS;
}

static void keep(int number)
{
	(void)number;
}

/* newterm() takes signals that are the caller's: they are given back. Of a SIGTSTP that has a
 * handler ncurses keeps away for good; else each doupdate() ignores it for a while, and the kernel
 * forgets then the one that waits to be read. */
static SCREEN *new_screen(const char *type, FILE *frame)
{
	static const int taken[] = { SIGINT, SIGTERM, SIGTSTP, SIGWINCH };
	struct sigaction actions[LENGTH(taken)];
	char name[64];
	SCREEN *screen;

	for (size_t i = 0; i < LENGTH(taken); i++)
		sigaction(taken[i], NULL, &actions[i]);
	signal(SIGTSTP, keep);
	snprintf(name, sizeof name, "%s", type);
	screen = newterm(name, frame, frame);
	for (size_t i = 0; i < LENGTH(taken); i++)
		sigaction(taken[i], &actions[i], NULL);
	return screen;
}

/* Opens the screen with a description of ours where that is possible. */
static SCREEN *new_refined(struct term *term, const char *type)
{
	struct terminfo wanted = { .type = type, .rows = term->rows, .cols = term->cols };
	char *own, *refined;
	SCREEN *screen;

	term_make_looks(term, &wanted);
	refined = term->ansi ? terminfo_refined(&wanted) : NULL;
	if (!refined)
		return new_screen(type, term->frame);
	own = getenv("TERMINFO") ? strdup(getenv("TERMINFO")) : NULL;
	setenv("TERMINFO", refined, 1);
	screen = new_screen(type, term->frame);
	term->own_looks = screen && terminfo_is(&wanted);
	if (own)
		setenv("TERMINFO", own, 1);
	else
		unsetenv("TERMINFO");
	free(refined);
	free(own);
	return screen;
}

static bool open_screen(struct term *term, const char *type, char *problem, size_t size)
{
	struct terminfo_kind kind = { .places = true };
	const char *name;
	int fd = memfd_create("frame", MFD_CLOEXEC);

	term->frame = fd < 0 ? NULL : fdopen(fd, "r+");
	if (!term->frame) {
		if (fd >= 0)
			close(fd);
		return refuse_memory(problem, size);
	}
	for (int i = 0; !term->screen && (name = candidate(type, i)) != NULL; i++) {
		if (!terminfo_has(name, &kind))
			continue;
		term->ansi = kind.ansi;
		term->apart = kind.apart;
		term->screen = new_refined(term, name);
		snprintf(term->type, sizeof term->type, "%s", name);
		term->titled = is_xterm_like(name);
	}
	if (!term->screen)
		return refuse(problem, size,
			_("No description is installed for the terminal type %s."), type);
	if (!kind.places)
		return refuse(problem, size, _("TERM is %s."), type);
	return true;
}

/* A description of the open terminal that nobody shares, so that it may be made non-blocking. */
static void open_tty(struct term *term, int tty)
{
	struct stat shared, own;
	char name[256];
	int fd;

	term->tty = tty;
	if (ttyname_r(tty, name, sizeof name) != 0)
		return;
	fd = open(name, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		return;
	if (fstat(tty, &shared) != 0 || fstat(fd, &own) != 0 || shared.st_rdev != own.st_rdev) {
		close(fd);
		return;
	}
	term->tty = fd;
	term->own_tty = true;
}

static void set_modes(struct term *term)
{
	struct termios raw = term->modes;

	if (term->out)
		return;
	cfmakeraw(&raw); /* no echo, no signals, no flow control, no translation */
	term->changed = tcsetattr(term->tty, TCSANOW, &raw) == 0;
}

static void restore_modes(struct term *term)
{
	if (term->changed)
		tcsetattr(term->tty, TCSANOW, &term->modes);
	term->changed = false;
}

static bool take_size(struct term *term, int rows, int cols)
{
	uint32_t *native = calloc((size_t)rows, sizeof *native);
	uint32_t *sent = calloc((size_t)rows, sizeof *sent);

	if (!native || !sent || resize_term(rows, cols) != OK) {
		free(native);
		free(sent);
		return false;
	}
	free(term->native);
	free(term->sent);
	term->native = native;
	term->sent = sent;
	term->rows = rows;
	term->cols = cols;
	term->cursor_row = term->cursor_col = 0;
	return true;
}

void term_set_size(struct term *term, int rows, int cols)
{
	if (take_size(term, rows, cols))
		term_repaint(term); /* what the terminal made of its lines is not known */
}

bool term_resize(struct term *term)
{
	int rows, cols;

	if (term->out)
		return false;
	ask_size(term, &rows, &cols);
	if (rows == term->rows && cols == term->cols)
		return false;
	term_set_size(term, rows, cols);
	return true;
}

static bool start(struct term *term, const struct term_options *options)
{
	struct theme_hints hints = { options->no_color, options->clicolor, options->type, 0 };

	typeahead(-1); /* a frame half sent would stay so until the next one */
	term->colours = term->own_looks ? tigetnum("colors") : 0;
	hints.colours = term->colours;
	term->automatic = theme_choose(THEME_AUTO, &hints);
	term->cursorline = options->cursorline;
	term->ascii = options->ascii || !cells_is_utf8() || strncmp(term->type, "vt", 2) == 0;
	term_set_theme(term, options->theme);
	take_size(term, term->rows, term->cols);
	term->input = input_new(options->esc_ms > 0 ? options->esc_ms : DEFAULT_ESC_MS);
	if (!term->input || !term->native)
		return false;
	for (size_t i = 0; i < LENGTH(terminfo_keys); i++) {
		const char *sequence = tigetstr(terminfo_keys[i].capability);

		if (sequence && sequence != (char *)-1)
			input_bind(term->input, sequence, terminfo_keys[i].key);
	}
	set_modes(term);
	term_send(term, paste_on);
	return true;
}

int term_open(struct term **out, const struct term_options *options, char *problem, size_t size)
{
	struct term *term = calloc(1, sizeof *term);

	*out = NULL;
	if (!term) {
		refuse_memory(problem, size);
		return -1;
	}
	term->out = options->out;
	term->tty = -1;
	if (!check_type(options->type, problem, size))
		goto fail;
	if (!term->out) {
		if (tcgetattr(options->tty, &term->modes) != 0) {
			snprintf(problem, size, "%s",
				_("This is not a terminal. Run the console in one, or give a "
				  "verb (homeward help)."));
			goto fail;
		}
		open_tty(term, options->tty);
	}
	term->rows = options->rows;
	term->cols = options->cols;
	if (!term->out || term->rows <= 0 || term->cols <= 0)
		ask_size(term, &term->rows, &term->cols);
	if (!open_screen(term, options->type, problem, size))
		goto fail;
	if (!start(term, options)) {
		refuse_memory(problem, size);
		goto fail;
	}
	*out = term;
	return 0;
fail:
	term_close(term);
	return -1;
}

/* Leaves nothing of ours to be read in the scrollback. */
static void leave(struct term *term)
{
	if (!term->native || term->left) /* never drawn on, or not ours now */
		return;
	term->left = true;
	term->late = false;
	wclear(stdscr);
	wmove(stdscr, 0, 0);
	wnoutrefresh(stdscr);
	doupdate();
	term_send(term, paste_off);
	endwin();
	term_drain(term);
	restore_modes(term);
}

void term_close(struct term *term)
{
	if (!term)
		return;
	if (term->screen) {
		leave(term);
		delscreen(term->screen);
	}
	if (term->frame)
		fclose(term->frame);
	if (term->own_tty)
		close(term->tty);
	input_free(term->input);
	free(term->pending);
	free(term->native);
	free(term->sent);
	free(term);
}

void term_suspend(struct term *term)
{
	leave(term);
}

int term_resume(struct term *term)
{
	term->left = false;
	set_modes(term);
	term_send(term, paste_on);
	if (!term_resize(term))
		term_repaint(term);
	return term->gone ? -1 : 0;
}

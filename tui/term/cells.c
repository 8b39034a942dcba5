#include "tui/term/cells.h"

#include <langinfo.h>
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>
#include <wchar.h>

#include "db/base/text.h"

#define REPLACEMENT 0xfffd
#define DOTTED_CIRCLE 0x25cc
#define ZERO_WIDTH_SPACE 0x200b
#define NON_JOINER 0x200c
#define JOINER 0x200d

/* Code points of one cluster that are looked at; Unicode's stream-safe format allows 30 marks. */
enum { CLUSTER_MAX = 32 };
/* Canonical decomposition makes at most four of one. */
enum { DECOMPOSED_MAX = 4 * CLUSTER_MAX };

/* One cluster, one chip or one bad byte as cells, and the bytes it came from. */
struct piece {
	const char *start, *end;
	int count, width, risk, lost;
	struct cell cell[CLUSTER_MAX];
};

struct scan {
	const char *at, *end;
	int32_t last; /* code point before `at`, 0 if none: a joiner asks for its neighbours */
	bool utf8; /* can the screen show more than ASCII? */
};

/* Scripts that write joiners or the zero-width space between letters, and need them. */
static const struct joined {
	int32_t first, last;
	bool joiners, spaces;
} joined_scripts[] = {
	{ 0x0600, 0x06ff, true, false }, /* Arabic */
	{ 0x0750, 0x077f, true, false },
	{ 0x08a0, 0x08ff, true, false },
	{ 0x0900, 0x0dff, true, false }, /* Devanagari to Sinhala */
	{ 0x0e00, 0x0e7f, false, true }, /* Thai */
	{ 0x0e80, 0x0eff, false, true }, /* Lao */
	{ 0x1000, 0x109f, true, true }, /* Myanmar */
	{ 0x1780, 0x17ff, true, true }, /* Khmer */
	{ 0x1950, 0x19df, false, true }, /* Tai Le, New Tai Lue */
	{ 0x1a20, 0x1aaf, true, true }, /* Tai Tham */
	{ 0xa9e0, 0xa9ff, true, true }, /* Myanmar, extended */
	{ 0xaa60, 0xaa7f, true, true },
};

/* Marks of Unicode 5.1 and later: terminals with older tables give each a column of its own. */
static const struct late {
	int32_t first, last;
} late_marks[] = {
	{ 0x103a, 0x103a },
	{ 0x103d, 0x103e },
	{ 0x105e, 0x1060 },
	{ 0x1071, 0x1074 },
	{ 0x1082, 0x1082 },
	{ 0x1085, 0x1086 },
	{ 0x108d, 0x108d },
	{ 0x109d, 0x109d },
};

bool cells_is_utf8(void)
{
	return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

uint32_t cells_ellipsis(bool ascii)
{
	return ascii || !cells_is_utf8() ? '>' : 0x2026;
}

static bool is_control(int32_t code)
{
	return code < 0x20 || (code >= 0x7f && code < 0xa0);
}

static bool is_hidden(int32_t code)
{
	const utf8proc_property_t *property = utf8proc_get_property(code);

	switch (property->category) {
	case UTF8PROC_CATEGORY_CF:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
	case UTF8PROC_CATEGORY_CO:
		return true;
	default:
		return property->ignorable;
	}
}

/* May this joiner or zero-width space vanish between its neighbours? */
static bool is_silent(int32_t code, int32_t before, int32_t after)
{
	if (code < ZERO_WIDTH_SPACE || code > JOINER)
		return false;
	for (size_t i = 0; i < sizeof joined_scripts / sizeof *joined_scripts; i++) {
		const struct joined *script = &joined_scripts[i];

		if (before < script->first || before > script->last)
			continue;
		if (after < script->first || after > script->last)
			return false;
		return code == ZERO_WIDTH_SPACE ? script->spaces : script->joiners;
	}
	return false;
}

/* Does some terminal give this code point more columns than glibc does? */
static bool is_disputed(int32_t code)
{
	const utf8proc_property_t *property = utf8proc_get_property(code);

	if (property->category == UTF8PROC_CATEGORY_MC || property->combining_class == 9)
		return true;
	if (property->boundclass == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC ||
		property->boundclass == UTF8PROC_BOUNDCLASS_REGIONAL_INDICATOR)
		return true;
	for (size_t i = 0; i < sizeof late_marks / sizeof *late_marks; i++)
		if (code >= late_marks[i].first && code <= late_marks[i].last)
			return true;
	return false;
}

static struct cell *add_cell(struct piece *piece, int32_t code, int width, unsigned flags)
{
	struct cell *cell = &piece->cell[piece->count];

	if (piece->count == 0)
		flags |= CELLS_START;
	piece->count++;
	piece->width += width;
	*cell = (struct cell){ { (uint32_t)code }, (uint8_t)width, 0, (uint8_t)flags };
	return cell;
}

static void add_mark(struct piece *piece, int32_t code)
{
	struct cell *cell;
	int i = 1;

	if (piece->count == 0)
		add_cell(piece, DOTTED_CIRCLE, 1, 0);
	cell = &piece->cell[piece->count - 1];
	while (i <= CELLS_MARKS && cell->code[i])
		i++;
	if (i <= CELLS_MARKS)
		cell->code[i] = (uint32_t)code;
	else
		piece->lost++;
}

static void add_chip(struct piece *piece, int32_t code)
{
	char chip[16];

	snprintf(chip, sizeof chip, "<%04X>", (unsigned)code);
	for (const char *c = chip; *c; c++)
		add_cell(piece, *c, 1, CELLS_CHIP);
}

/* Canonical composition of one cluster in place; returns the new length. */
static int compose(const int32_t *codes, int count, int32_t *out)
{
	const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
	utf8proc_ssize_t length = 0;
	int boundary = 0;

	for (int i = 0; i < count; i++) {
		utf8proc_ssize_t more = utf8proc_decompose_char(codes[i], out + length,
			DECOMPOSED_MAX - length, options, &boundary);

		if (more < 0 || length + more > DECOMPOSED_MAX)
			return 0;
		length += more;
	}
	for (utf8proc_ssize_t i = 1; i < length; i++) {
		int class = utf8proc_get_property(out[i])->combining_class;
		int32_t code = out[i];
		utf8proc_ssize_t j = i;

		for (; class && j > 0; j--) {
			if (utf8proc_get_property(out[j - 1])->combining_class <= class)
				break;
			out[j] = out[j - 1];
		}
		out[j] = code;
	}
	length = utf8proc_normalize_utf32(out, length, options);
	return length < 0 ? 0 : (int)length;
}

static void add_code(struct piece *piece, int32_t code)
{
	int width = wcwidth((wchar_t)code);

	if (piece->count == 0 && utf8proc_get_property(code)->category == UTF8PROC_CATEGORY_MC)
		add_cell(piece, DOTTED_CIRCLE, 1, 0);
	if (width < 0)
		add_cell(piece, REPLACEMENT, 1, 0);
	else if (width == 0)
		add_mark(piece, code);
	else
		add_cell(piece, code, width, 0);
	if (width < 0 || is_disputed(code)) {
		piece->cell[piece->count - 1].risk++;
		piece->risk++;
	}
}

static void add_cluster(struct piece *piece, const int32_t *codes, int count, bool utf8)
{
	int32_t composed[DECOMPOSED_MAX];
	int length;

	if (!utf8 && (count > 1 || codes[0] >= 0x80)) {
		add_cell(piece, '?', 1, 0);
		return;
	}
	length = compose(codes, count, composed);
	for (int i = 0; i < length && piece->count < CLUSTER_MAX; i++)
		add_code(piece, composed[i]);
}

/* Unicode breaks before some spacing marks (Burmese AA); a line must not begin with one. */
static bool breaks(int32_t last, int32_t next, int32_t *state)
{
	return utf8proc_grapheme_break_stateful(last, next, state) &&
		utf8proc_get_property(next)->category != UTF8PROC_CATEGORY_MC;
}

/* The code point after `at`, or 0. */
static int32_t peek(const char *at, const char *end)
{
	return at < end ? text_next(&at, end) : 0;
}

/* Takes the code points of one cluster, the first of which is `code`. */
static void scan_cluster(struct scan *scan, struct piece *piece, int32_t code)
{
	int32_t codes[CLUSTER_MAX] = { code };
	int32_t state = 0;
	int count = 1;

	scan->last = code;
	while (scan->at < scan->end) {
		const char *at = scan->at;
		int32_t next = text_next(&at, scan->end);

		if (is_silent(next, scan->last, peek(at, scan->end))) {
			scan->at = at;
			continue;
		}
		if (next < 0 || is_control(next) || is_hidden(next) ||
			breaks(scan->last, next, &state))
			break;
		if (count < CLUSTER_MAX)
			codes[count++] = next;
		else
			piece->lost++;
		scan->last = next;
		scan->at = at;
	}
	add_cluster(piece, codes, count, scan->utf8);
}

/* The next piece; false at the end. */
static bool scan_next(struct scan *scan, struct piece *piece)
{
	int32_t code;

	piece->count = piece->width = piece->risk = piece->lost = 0;
	piece->start = scan->at;
	if (scan->at >= scan->end)
		return false;
	code = text_next(&scan->at, scan->end);
	if (code < 0 || is_control(code)) {
		add_cell(piece, scan->utf8 ? REPLACEMENT : '?', 1, CELLS_BAD);
		scan->last = 0;
	} else if (code < 0x7f && (scan->at == scan->end || !(*scan->at & 0x80))) {
		add_cell(piece, code, 1, 0); /* plain ASCII, by far the most: nothing can join it */
		scan->last = code;
	} else if (is_hidden(code)) {
		add_chip(piece, code);
		scan->last = 0;
	} else {
		scan_cluster(scan, piece, code);
	}
	piece->end = scan->at;
	return true;
}

static struct scan scan_of(const char *bytes, size_t len)
{
	return (struct scan){ bytes, bytes + len, 0, cells_is_utf8() };
}

size_t cells_gate(struct cells *out, const char *bytes, size_t len)
{
	struct scan scan = scan_of(bytes, len);
	struct piece piece;

	out->count = out->width = out->risk = out->lost = 0;
	while (scan_next(&scan, &piece)) {
		if (piece.count > CELLS_MAX - out->count)
			return (size_t)(piece.start - bytes);
		memcpy(&out->cell[out->count], piece.cell,
			(size_t)piece.count * sizeof *piece.cell);
		out->count += piece.count;
		out->width += piece.width;
		out->risk += piece.risk;
		out->lost += piece.lost;
	}
	return len;
}

int cells_width(const char *bytes, size_t len)
{
	struct scan scan = scan_of(bytes, len);
	struct piece piece;
	int width = 0;

	while (scan_next(&scan, &piece))
		width += piece.width;
	return width;
}

int cells_width_of(const char *text)
{
	return cells_width(text, strlen(text));
}

size_t cells_next(const char *bytes, size_t len, int *columns, int *risk)
{
	struct scan scan = scan_of(bytes, len);
	struct piece piece;

	scan_next(&scan, &piece);
	*columns = piece.width;
	*risk = piece.risk;
	return (size_t)(scan.at - bytes);
}

int cells_clip(struct cells *cells, int columns, uint32_t ellipsis)
{
	int room = columns - (ellipsis ? 1 : 0);
	int keep = 0, kept = 0, kept_risk = 0;
	int width = 0, risk = 0;

	if (cells->width + cells->risk <= columns)
		return cells->width;
	for (int i = 0; i < cells->count; i++) {
		if ((cells->cell[i].flags & CELLS_START) && width + risk <= room) {
			keep = i;
			kept = width;
			kept_risk = risk;
		}
		width += cells->cell[i].width;
		risk += cells->cell[i].risk;
	}
	if (ellipsis && columns > 0) {
		cells->cell[keep++] = (struct cell){ { ellipsis }, 1, 0, CELLS_START };
		kept++;
	}
	cells->count = keep;
	cells->width = kept;
	cells->risk = kept_risk;
	return kept;
}

size_t cells_wrap(const char *bytes, size_t len, int columns, size_t *next)
{
	struct scan scan = scan_of(bytes, len);
	const char *stop = NULL, *resume = NULL; /* where the last space would let it break */
	struct piece piece;
	bool word = false; /* blanks before the first word are its indentation */
	int used = 0;

	while (scan_next(&scan, &piece)) {
		bool newline = *piece.start == '\n';
		bool blank = *piece.start == ' ' && piece.width == 1;

		if (newline || (*piece.start == '\r' && scan.at < scan.end && *scan.at == '\n')) {
			*next = (size_t)(piece.end - bytes) + (newline ? 0 : 1);
			return (size_t)(piece.start - bytes);
		}
		used += piece.width + piece.risk;
		if (used > columns && piece.start > bytes && !blank) {
			*next = (size_t)((resume ? resume : piece.start) - bytes);
			return (size_t)((stop ? stop : piece.start) - bytes);
		}
		word |= !blank;
		if (blank && word) {
			if (resume != piece.start)
				stop = piece.start;
			resume = piece.end;
		}
	}
	*next = len;
	return stop && resume == bytes + len && used > columns ? (size_t)(stop - bytes) : len;
}

static size_t encode(uint32_t code, char out[4])
{
	static const unsigned char lead[] = { 0, 0, 0xc0, 0xe0, 0xf0 };
	size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;

	for (size_t i = length - 1; i > 0; i--, code >>= 6)
		out[i] = (char)(0x80 | (code & 0x3f));
	out[0] = (char)(lead[length] | code);
	return length;
}

size_t cell_utf8(const struct cell *cell, char out[20])
{
	size_t length = 0;

	for (int i = 0; i <= CELLS_MARKS && (i == 0 || cell->code[i]); i++)
		length += encode(cell->code[i], out + length);
	return length;
}

/* Appends cells while they fit; returns the new length. */
static size_t append(char *out, size_t size, size_t used, const struct cell *cells, int count)
{
	char bytes[20];

	for (int i = 0; i < count; i++) {
		size_t length = cell_utf8(&cells[i], bytes);

		if (used + length >= size)
			break;
		memcpy(out + used, bytes, length);
		used += length;
	}
	return used;
}

size_t cells_safe(char *out, size_t size, const char *bytes, size_t len, int columns)
{
	struct scan scan = scan_of(bytes, len);
	struct piece piece;
	size_t used = 0;

	if (size == 0)
		return 0;
	if (columns < 0) {
		while (scan_next(&scan, &piece))
			used = append(out, size, used, piece.cell, piece.count);
	} else {
		struct cells cells;
		int width;

		cells_gate(&cells, bytes, len);
		width = cells_clip(&cells, columns, cells_ellipsis(false));
		used = append(out, size, used, cells.cell, cells.count);
		for (; width < columns && used + 1 < size; width++)
			out[used++] = ' ';
	}
	out[used] = '\0';
	return used;
}

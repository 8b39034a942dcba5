/* Any bytes through the gate: nothing that could act or hide comes out, and the widths add up. */
#include <locale.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "db/base/text.h"
#include "tui/term/cells.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int is_hostile(uint32_t code)
{
	static const struct {
		uint32_t first, last;
	} hostile[] = { { 0, 0x1f }, { 0x7f, 0x9f }, { 0xad, 0xad }, { 0x61c, 0x61c },
		{ 0x180e, 0x180e }, { 0x200b, 0x200f }, { 0x2028, 0x202e }, { 0x2060, 0x206f },
		{ 0xd800, 0xf8ff }, { 0xfe00, 0xfe0f }, { 0xfeff, 0xfeff }, { 0xfff9, 0xfffb },
		{ 0xe0000, 0xe0fff }, { 0xf0000, 0xffffffff } };

	for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++)
		if (code >= hostile[i].first && code <= hostile[i].last)
			return 1;
	return 0;
}

static void check_cell(const struct cell *cell)
{
	int base = wcwidth((wchar_t)cell->code[0]);

	if (is_hostile(cell->code[0]) || cell->width < 1 || cell->width > 2 || base != cell->width)
		abort();
	for (int i = 1; i <= CELLS_MARKS && cell->code[i]; i++)
		if (is_hostile(cell->code[i]) || wcwidth((wchar_t)cell->code[i]) != 0)
			abort();
}

static void check_cells(const struct cells *cells)
{
	int width = 0, risk = 0;

	if (cells->count < 0 || cells->count > CELLS_MAX || cells->lost < 0)
		abort();
	for (int i = 0; i < cells->count; i++) {
		check_cell(&cells->cell[i]);
		width += cells->cell[i].width;
		risk += cells->cell[i].risk;
	}
	if (width != cells->width || risk != cells->risk)
		abort();
	if (cells->count > 0 && !(cells->cell[0].flags & CELLS_START))
		abort();
}

static void check_clip(const char *bytes, size_t size, int columns)
{
	struct cells cells;
	int used;

	cells_gate(&cells, bytes, size);
	used = cells_clip(&cells, columns, cells_ellipsis(false));
	check_cells(&cells);
	if (used != cells.width || used + cells.risk > columns)
		abort();
}

static void check_safe(const char *bytes, size_t size, int columns)
{
	char out[300];
	size_t length = cells_safe(out, sizeof out, bytes, size, columns);
	int width = 0;

	if (length != strlen(out) || text_valid(out, length) != length)
		abort();
	for (const char *at = out, *end = out + length; at < end;) {
		int32_t code = text_next(&at, end);

		if (is_hostile((uint32_t)code))
			abort();
		width += wcwidth((wchar_t)code);
	}
	if (columns >= 0 && width != columns)
		abort();
}

static void check_wrap(const char *bytes, size_t size, int columns)
{
	for (size_t at = 0; at < size;) {
		size_t next, length = cells_wrap(bytes + at, size - at, columns, &next);

		if (next == 0 || length > next || next > size - at)
			abort();
		at += next;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const locales[] = { "C.UTF-8", "C" };
	const char *bytes = (const char *)data;
	struct cells cells;

	for (size_t i = 0; i < sizeof locales / sizeof *locales; i++) {
		if (!setlocale(LC_ALL, locales[i]))
			abort();
		for (size_t at = 0; at < size;) {
			size_t taken = cells_gate(&cells, bytes + at, size - at);

			if (taken == 0 || taken > size - at)
				abort();
			check_cells(&cells);
			at += taken;
		}
		for (int columns = 0; columns < 9; columns += 2) {
			check_clip(bytes, size, columns);
			check_safe(bytes, size, columns);
			check_wrap(bytes, size, columns);
		}
		check_safe(bytes, size, -1);
	}
	return 0;
}

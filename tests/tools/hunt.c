/*
 * hunt: looks for names where none may be.
 *    hunt -n N             prints N invented names, a line each: Latin, Thai, Lao, Burmese, Khmer
 *    hunt NAMES PLACE...   counts those of the file NAMES in each PLACE: a file, a folder with all
 *                          below it, or pid:N, all that a process can write. Prints `COUNT PLACE`
 * A name counts as UTF-8, as UTF-16 of both orders, as wide characters, as wide characters in the
 * cells of a screen, in hex of both cases, in base64 at each of its three places, and escaped as in
 * JSON. What was found is told on standard error by its number. Exit code 2: a place cannot be
 * read.
 */
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <locale.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wchar.h>

enum {
	NAMES = 4000,
	FORMS = 10,
	LETTERS = 48, /* of a name */
	HASHED = 1 << 20,
	FEWEST = 8, /* bytes of a form: what is shorter is found by chance */
	HOLDS = 8 << 20, /* bytes of a process that are looked at in one go */
};

struct form {
	int name;
	size_t length;
	unsigned char *bytes;
	struct form *next;
};
static struct form *table[HASHED];
static wchar_t wide[NAMES][LETTERS];
static size_t wide_length[NAMES], name_count;
static long count;
static bool unreadable;

/* ---- names ----------------------------------------------------------------------------------- */

/* Letters, and signs that may follow one. */
static const struct script {
	const wchar_t *letters, *signs;
} scripts[] = { { L"bdghjklmnprstvw", L"aeiou" }, { L"กขคงจชซดตถทนบปผพมยรลวสหอ", L"ะาิีุูัำ" },
	{ L"ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢລວຫອຮ", L"ະາິີຸູັຳ" }, { L"ကခဂငစဆဇညတထဒနပဖဗမယရလဝသဟအ", L"ါာိီုူေဲ" },
	{ L"កខគងចឆជញដតថទនបផពភមយរលវសហអ", L"ាិីុូេែោ" } };

static unsigned long chance(void)
{
	static uint64_t state = 0x9e3779b97f4a7c15;

	state = state * 6364136223846793005 + 1442695040888963407;
	return (unsigned long)(state >> 33);
}

static void invent(long n)
{
	for (long i = 0; i < n; i++) {
		const struct script *script = &scripts[i % 5];

		for (int syllable = 0; syllable < 7; syllable++) {
			printf("%lc", (wint_t)script->letters[chance() % wcslen(script->letters)]);
			printf("%lc", (wint_t)script->signs[chance() % wcslen(script->signs)]);
		}
		putchar('\n');
	}
}

/* ---- forms ----------------------------------------------------------------------------------- */

static unsigned hash(const unsigned char *at)
{
	uint64_t eight;

	memcpy(&eight, at, sizeof eight);
	return (unsigned)((eight * 0x9e3779b97f4a7c15) >> 44);
}

static void add(int name, const void *bytes, size_t length)
{
	struct form *form = calloc(1, sizeof *form);
	struct form **at;

	if (length < FEWEST)
		return;
	form->name = name;
	form->length = length;
	form->bytes = malloc(length);
	memcpy(form->bytes, bytes, length);
	at = &table[hash(form->bytes)];
	form->next = *at;
	*at = form;
}

static void add_hex(int name, const char *utf8, const char *digits)
{
	char out[LETTERS * 8];
	size_t length = 0;

	for (; *utf8 != '\0'; utf8++) {
		out[length++] = digits[(unsigned char)*utf8 >> 4];
		out[length++] = digits[*utf8 & 15];
	}
	add(name, out, length);
}

/* What comes before and after is not known: of the first and last letters some bits are missing. */
static void add_base64(int name, const char *utf8, size_t skip)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const unsigned char *at = (const unsigned char *)utf8 + skip;
	char out[LETTERS * 8];
	size_t length = 0;

	for (size_t left = strlen(utf8) - skip; left >= 3; left -= 3, at += 3) {
		unsigned three = (unsigned)(at[0] << 16 | at[1] << 8 | at[2]);

		for (int shift = 18; shift >= 0; shift -= 6)
			out[length++] = digits[three >> shift & 63];
	}
	add(name, out, length);
}

static void add_forms(int name, const char *utf8)
{
	unsigned char little[2 * LETTERS], big[2 * LETTERS];
	char json[6 * LETTERS + 1] = "";
	size_t length = mbstowcs(wide[name], utf8, LETTERS), at = 0;

	wide_length[name] = length;
	add(name, utf8, strlen(utf8));
	add(name, wide[name], length * sizeof(wchar_t));
	for (size_t i = 0; i < length; i++) {
		little[2 * i] = big[2 * i + 1] = (unsigned char)(wide[name][i] & 0xff);
		little[2 * i + 1] = big[2 * i] = (unsigned char)(wide[name][i] >> 8);
		at += (size_t)sprintf(json + at, "\\u%04x", (unsigned)wide[name][i]);
	}
	add(name, little, 2 * length);
	add(name, big, 2 * length);
	if (wide[name][0] > 127)
		add(name, json, at);
	add_hex(name, utf8, "0123456789abcdef");
	add_hex(name, utf8, "0123456789ABCDEF");
	for (size_t skip = 0; skip < 3; skip++)
		add_base64(name, utf8, skip);
}

static void read_names(const char *path)
{
	char line[512];
	FILE *in = fopen(path, "re");

	while (in != NULL && name_count < NAMES && fgets(line, sizeof line, in) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		add_forms((int)name_count++, line);
	}
	if (name_count == 0) {
		fprintf(stderr, "hunt: no names in %s\n", path);
		exit(2);
	}
	fclose(in);
}

/* ---- looking --------------------------------------------------------------------------------- */

static void found(int name, const char *where)
{
	if (count++ < 5)
		fprintf(stderr, "# name %d in %s\n", name, where);
}

static void look(const unsigned char *bytes, size_t size, const char *where)
{
	for (size_t at = 0; at + FEWEST <= size; at++)
		for (struct form *form = table[hash(bytes + at)]; form != NULL; form = form->next)
			if (form->length <= size - at &&
				memcmp(bytes + at, form->bytes, form->length) == 0)
				found(form->name, where);
}

/* Each letter in a cell of its own, signs behind the letter that they belong to. */
static bool in_cells(const unsigned char *at, const unsigned char *end, int name, size_t step)
{
	const unsigned char *cell = at, *next = at;
	wchar_t here;

	for (size_t i = 0; i < wide_length[name]; i++) {
		if (i > 0 && wcwidth(wide[name][i]) > 0)
			next = cell += step;
		if (next + sizeof here > end)
			return false;
		memcpy(&here, next, sizeof here);
		if (here != wide[name][i])
			return false;
		next += sizeof here;
	}
	return true;
}

static void look_in_cells(const unsigned char *bytes, size_t size, const char *where)
{
	static signed char begins[1 << 16];
	wchar_t here;

	if (begins[0] == 0)
		for (size_t i = 0; i < name_count; i++)
			begins[wide[i][0] & 0xffff] = 1;
	begins[0] = -1;
	for (size_t at = 0; at + sizeof here <= size; at += sizeof here) {
		memcpy(&here, bytes + at, sizeof here);
		if (here <= 0 || here > 0xffff || begins[here] != 1)
			continue;
		for (int i = 0; i < (int)name_count; i++)
			if (wide[i][0] == here &&
				(in_cells(bytes + at, bytes + size, i, 28) ||
					in_cells(bytes + at, bytes + size, i, 32)))
				found(i, where);
	}
}

/* Copied, for whoever writes it may cut it short; one that is gone meanwhile holds nothing. */
static void look_in_file(const char *path)
{
	FILE *in = fopen(path, "re");
	unsigned char *bytes = NULL;
	size_t size = 0, room = 0, got = 1;

	unreadable |= in == NULL && errno != ENOENT;
	while (in != NULL && got > 0) {
		if (size == room)
			bytes = realloc(bytes, room += HOLDS);
		if (bytes == NULL)
			abort();
		size += got = fread(bytes + size, 1, room - size, in);
	}
	if (in != NULL) {
		unreadable |= ferror(in) != 0;
		fclose(in);
		look(bytes, size, path);
	}
	free(bytes);
}

static int each(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)ftw;
	if (type == FTW_F && S_ISREG(st->st_mode))
		look_in_file(path);
	return 0;
}

static void look_in_process(const char *pid)
{
	char path[64], line[512], perms[8];
	unsigned char *copy = malloc(HOLDS);
	unsigned long from, to;
	bool any = false;
	FILE *maps;
	int fd;

	snprintf(path, sizeof path, "/proc/%s/mem", pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	snprintf(path, sizeof path, "/proc/%s/maps", pid);
	maps = fopen(path, "re");
	while (fd >= 0 && maps != NULL && fgets(line, sizeof line, maps) != NULL) {
		if (sscanf(line, "%lx-%lx %7s", &from, &to, perms) != 3 || perms[1] != 'w')
			continue;
		for (; from < to; from += HOLDS) {
			size_t size = to - from < HOLDS ? to - from : HOLDS;
			ssize_t got = pread(fd, copy, size, (off_t)from);

			if (got <= 0)
				continue;
			any = true;
			look(copy, (size_t)got, line);
			look_in_cells(copy, (size_t)got, line);
		}
	}
	unreadable |= !any;
	if (maps != NULL)
		fclose(maps);
	if (fd >= 0)
		close(fd);
	free(copy);
}

static void look_in(const char *place)
{
	struct stat st;

	count = 0;
	if (strncmp(place, "pid:", 4) == 0)
		look_in_process(place + 4);
	else if (stat(place, &st) != 0)
		unreadable = true;
	else
		nftw(place, each, 16, FTW_PHYS);
	printf("%ld %s\n", count, place);
}

int main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	if (argc == 3 && strcmp(argv[1], "-n") == 0) {
		invent(strtol(argv[2], NULL, 10));
		return 0;
	}
	if (argc < 3)
		return 2;
	read_names(argv[1]);
	for (int i = 2; i < argc; i++)
		look_in(argv[i]);
	return unreadable ? 2 : 0;
}

#include "db/exchange/ctdc.h"

#include <stdbool.h>
#include <string.h>

#include "db/base/text.h"

struct code {
	const char *written; /* in the file */
	const char *stored; /* in the database; NULL: unknown, or not kept */
	int low, high; /* bounds of an age band, -1: none */
};

static const struct code sources[] = {
	{ .written = "Case Management", .stored = "case management" },
	{ .written = "Hotline", .stored = "hotline" },
	{ 0 },
};
static const struct code sexes[] = {
	{ .written = "Female", .stored = "female" },
	{ .written = "Woman", .stored = "female" },
	{ .written = "Male", .stored = "male" },
	{ .written = "Man", .stored = "male" },
	{ .written = "Trans/Transgender/NonConforming", .stored = "other" },
	{ 0 },
};
static const struct code flags[] = {
	{ .written = "1", .stored = "yes" },
	{ 0 },
};
static const struct code controls[] = {
	{ .written = "Financial", .stored = "financial" },
	{ .written = "Physical", .stored = "physical" },
	{ .written = "Survival", .stored = "survival" },
	{ .written = "Threats", .stored = "threats" },
	{ .written = "Other", .stored = "other" },
	{ 0 },
};
static const struct code recruiters[] = {
	{ .written = "Family/Relative" },
	{ .written = "Friend/Acquaintance" },
	{ .written = "Intimate Partner" },
	{ .written = "Other" },
	{ .written = "Not Specified" },
	{ 0 },
};
static const struct code exploitations[] = {
	{ .written = "Forced Labor", .stored = "forced labour" },
	{ .written = "Forced Marriage", .stored = "forced marriage" },
	{ .written = "Sexual Exploitation", .stored = "sexual exploitation" },
	{ .written = "Other", .stored = "other" },
	{ 0 },
};
static const struct code labours[] = {
	{ .written = "Agriculture", .stored = "agriculture" },
	{ .written = "Aquafarming", .stored = "aquafarming" },
	{ .written = "Begging", .stored = "begging" },
	{ .written = "Construction", .stored = "construction" },
	{ .written = "Domestic Work", .stored = "domestic work" },
	{ .written = "Hospitality", .stored = "hospitality" },
	{ .written = "Manufacturing", .stored = "manufacturing" },
	{ .written = "Peddling", .stored = "peddling" },
	{ .written = "Other", .stored = "other" },
	{ .written = "Unknown" },
	{ 0 },
};
/* As the derived tables, the older and the newer releases write them. */
static const struct code ages[] = {
	{ "Age 0-8", NULL, 0, 8 },
	{ "Age 9-17", NULL, 9, 17 },
	{ "Age 18-20", NULL, 18, 20 },
	{ "Age 21-23", NULL, 21, 23 },
	{ "Age 24-26", NULL, 24, 26 },
	{ "Age 27-29", NULL, 27, 29 },
	{ "Age 30-38", NULL, 30, 38 },
	{ "Age 39-47", NULL, 39, 47 },
	{ "Age 48+", NULL, 48, -1 },
	{ "0--8", NULL, 0, 8 },
	{ "9--17", NULL, 9, 17 },
	{ "18--20", NULL, 18, 20 },
	{ "21--23", NULL, 21, 23 },
	{ "24--26", NULL, 24, 26 },
	{ "27--29", NULL, 27, 29 },
	{ "30--38", NULL, 30, 38 },
	{ "39--47", NULL, 39, 47 },
	{ "48+", NULL, 48, -1 },
	{ 0 },
};

/* ISO 3166-1 alpha-2, two letters each. */
static const char countries[] =
	"ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCG"
	"CHCICKCLCMCNCOCRCUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGL"
	"GMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLA"
	"LBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONP"
	"NRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSV"
	"SXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZW";

enum { YEAR_FIRST = 1990, YEAR_LAST = CTDC_VALUES - 1, NO_CODE = -1 };

/* A reader returns the value to keep, from 1, or NO_CODE. */
static int read_year(const struct code *codes, const char *text)
{
	(void)codes;
	int year = 0;
	if (strlen(text) != 4 || strspn(text, "0123456789") != 4)
		return NO_CODE;
	for (const char *c = text; *c; c++)
		year = year * 10 + (*c - '0');
	return year >= YEAR_FIRST && year <= YEAR_LAST ? year : NO_CODE;
}

static int read_country(const struct code *codes, const char *text)
{
	(void)codes;
	if (strlen(text) != 2)
		return NO_CODE;
	for (int i = 0; countries[i]; i += 2)
		if (memcmp(text, countries + i, 2) == 0)
			return i + 1;
	return NO_CODE;
}

static int read_code(const struct code *codes, const char *text)
{
	for (int i = 0; codes[i].written; i++)
		if (strcmp(text, codes[i].written) == 0)
			return i + 1;
	return NO_CODE;
}

static const struct {
	const char *name;
	int (*read)(const struct code *codes, const char *text);
	const struct code *codes;
	bool known; /* a row without it says nothing */
} columns[CTDC_COLUMNS] = {
	[CTDC_YEAR] = { "yearOfRegistration", read_year, .known = true },
	[CTDC_SOURCE] = { "Datasource", read_code, sources, .known = true },
	[CTDC_SEX] = { "gender", read_code, sexes },
	[CTDC_CITIZENSHIP] = { "citizenship", read_country },
	[CTDC_FORCED_LABOUR] = { "isForcedLabour", read_code, flags },
	[CTDC_CONTROL] = { "ControlCategory", read_code, controls },
	[CTDC_RECRUITER] = { "RecruiterCategory", read_code, recruiters },
	[CTDC_EXPLOITATION] = { "ExploitType", read_code, exploitations },
	[CTDC_LABOUR] = { "Labor_Type", read_code, labours },
	[CTDC_AGE] = { "ageCategories", read_code, ages },
};

static bool is_unknown(const char *text)
{
	return !*text || strcmp(text, "0") == 0 || strcmp(text, "-99") == 0;
}

static void report(ctdc_mistake_fn *fn, void *who, const struct csv_field *field, const char *what,
	const char *name)
{
	struct mistake mistake = mistake_at(&field->place, what);
	mistake.name = name;
	mistake_value(&mistake, field->text, field->length);
	fn(who, &mistake);
}

int ctdc_read_header(struct ctdc_header *out, const struct csv_record *record, ctdc_mistake_fn *fn,
	void *who)
{
	int mistakes = 0;
	bool found[CTDC_COLUMNS] = { false };
	out->count = record->count;
	for (size_t i = 0; i < record->count; i++) {
		const struct csv_field *field = &record->fields[i];
		int c = 0;
		while (c < CTDC_COLUMNS && strcmp(field->text, columns[c].name) != 0)
			c++;
		if (c == CTDC_COLUMNS || found[c]) {
			report(fn, who, field,
				c == CTDC_COLUMNS ? N_("a column that this map does not know") :
						    N_("the column is there twice"),
				NULL);
			mistakes++;
			continue;
		}
		found[c] = true;
		out->at[c] = i;
	}
	for (int c = 0; c < CTDC_COLUMNS; c++) {
		if (found[c])
			continue;
		struct mistake mistake = mistake_at(&record->end, N_("the column is missing"));
		mistake.name = columns[c].name;
		fn(who, &mistake);
		mistakes++;
	}
	return mistakes;
}

int ctdc_read_row(struct ctdc_row *out, const struct ctdc_header *header,
	const struct csv_record *record, ctdc_mistake_fn *fn, void *who)
{
	*out = (struct ctdc_row){ .line = (int)record->place.line };
	if (record->count != header->count) {
		bool fewer = record->count < header->count;
		const struct mistake mistake =
			mistake_at(fewer ? &record->end : &record->fields[header->count].place,
				fewer ? N_("fewer fields than the header has") :
					N_("more fields than the header has"));
		fn(who, &mistake);
		return 1;
	}
	int mistakes = 0;
	for (int c = 0; c < CTDC_COLUMNS; c++) {
		const struct csv_field *field = &record->fields[header->at[c]];
		if (is_unknown(field->text) && !columns[c].known)
			continue;
		int value = columns[c].read(columns[c].codes, field->text);
		if (value != NO_CODE) {
			out->value[c] = (short)value;
			continue;
		}
		report(fn, who, field, N_("an unknown code"), columns[c].name);
		mistakes++;
	}
	return mistakes;
}

int ctdc_year(const struct ctdc_row *row)
{
	return row->value[CTDC_YEAR];
}

int ctdc_age_low(const struct ctdc_row *row)
{
	short age = row->value[CTDC_AGE];
	return age > 0 ? ages[age - 1].low : -1;
}

int ctdc_age_high(const struct ctdc_row *row)
{
	short age = row->value[CTDC_AGE];
	return age > 0 ? ages[age - 1].high : -1;
}

const char *ctdc_code(const struct ctdc_row *row, enum ctdc_column column)
{
	short value = row->value[column];
	return value > 0 ? columns[column].codes[value - 1].stored : NULL;
}

void ctdc_citizenship(const struct ctdc_row *row, char out[static 3])
{
	short value = row->value[CTDC_CITIZENSHIP];
	memcpy(out, value > 0 ? countries + value - 1 : "", value > 0 ? 2 : 1);
	out[2] = '\0';
}

#include "db/base/date_fold.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "db/base/text.h"

const char *const date_months[DATE_MONTHS] = { "january", "february", "march", "april", "may",
	"june", "july", "august", "september", "october", "november", "december" };

/* Without dots. */
/* clang-format off */
static const char *const names[][DATE_MONTHS] = {
	{ "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน",
		"พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม",
		"กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม" },
	{ "มค", "กพ", "มีค", "เมย",
		"พค", "มิย", "กค", "สค",
		"กย", "ตค", "พย", "ธค" },
	{ "ມັງກອນ", "ກຸມພາ", "ມີນາ", "ເມສາ",
		"ພຶດສະພາ", "ມິຖຸນາ", "ກໍລະກົດ", "ສິງຫາ",
		"ກັນຍາ", "ຕຸລາ", "ພະຈິກ", "ທັນວາ" },
	{ "ມກ", "ກພ", "ມນ", "ມສ",
		"ພພ", "ມິຖ", "ກລ", "ສຫ",
		"ກຍ", "ຕລ", "ພຈ", "ທວ" },
	{ "ဇန်နဝါရီ", "ဖေဖော်ဝါရီ", "မတ်", "ဧပြီ",
		"မေ", "ဇွန်", "ဇူလိုင်", "ဩဂုတ်",
		"စက်တင်ဘာ", "အောက်တိုဘာ", "နိုဝင်ဘာ", "ဒီဇင်ဘာ" },
	{ "មករា", "កុម្ភៈ", "មីនា", "មេសា",
		"ឧសភា", "មិថុនា", "កក្កដា", "សីហា",
		"កញ្ញា", "តុលា", "វិច្ឆិកា", "ធ្នូ" },
};
/* clang-format on */
static const char *const eras[] = { "พศ", "คศ", "ພສ", "ຄສ" };

/* How many bytes of typed say name, dots anywhere in it or none; 0: they do not. */
static size_t said(const char *typed, const char *name)
{
	size_t n = 0;

	for (; *name != '\0'; name++) {
		while (n > 0 && typed[n] == '.')
			n++;
		if (typed[n++] != *name)
			return 0;
	}
	return n + (typed[n] == '.');
}

/* The longest word that stands here, and what it is in ASCII; 0: none does. */
static size_t word_here(const char *typed, const char **ascii)
{
	size_t longest = 0;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names) * DATE_MONTHS; i++) {
		size_t length = said(typed, names[i / DATE_MONTHS][i % DATE_MONTHS]);

		if (length > longest) {
			longest = length;
			*ascii = date_months[i % DATE_MONTHS];
		}
	}
	for (size_t i = 0; i < sizeof(eras) / sizeof(*eras); i++) {
		size_t length = said(typed, eras[i]);

		if (length > longest) {
			longest = length;
			*ascii = "";
		}
	}
	return longest;
}

/* The next sign or word of typed, which moves behind it; NULL: no date has it. */
static const char *next(const char **typed, char sign[static 2])
{
	const char *ascii = sign, *end = *typed + strlen(*typed);
	size_t length = word_here(*typed, &ascii);
	int32_t code;

	if (length > 0) {
		*typed += length;
		return ascii;
	}
	code = text_next(typed, end);
	if (text_digit(code) >= 0)
		code = '0' + text_digit(code);
	if (code >= 'A' && code <= 'Z')
		code += 'a' - 'A';
	sign[0] = (char)code;
	sign[1] = '\0';
	return code >= ' ' && code <= '~' ? sign : NULL;
}

bool date_fold(char out[static DATE_FOLDED], const char *typed)
{
	size_t n = 0;

	while (*typed != '\0') {
		char sign[2];
		const char *ascii = next(&typed, sign);

		if (ascii == NULL || n + strlen(ascii) >= DATE_FOLDED)
			return false;
		if (*ascii == ' ' && (n == 0 || out[n - 1] == ' '))
			continue;
		while (*ascii != '\0')
			out[n++] = *ascii++;
	}
	if (n > 0 && out[n - 1] == ' ')
		n--;
	out[n] = '\0';
	return n > 0;
}

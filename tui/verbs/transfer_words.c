#include "tui/verbs/transfer_words.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "db/base/text.h"
#include "tui/app/app.h"
#include "tui/app/approved.h"
#include "tui/app/screen.h"
#include "tui/intl.h"
#include "tui/widgets/listing.h"
#include "tui/widgets/window.h"

static const char *her(const struct transfer_words *words)
{
	return words->her[0] != '\0' ? words->her : _("she");
}

static bool ends_at(const struct transfer_words *words, const char *state)
{
	return words->ends && strcmp(words->state, state) == 0 && strcmp(words->what, "file") != 0;
}

bool transfer_ends_on_way(const struct transfer_words *words)
{
	return ends_at(words, "en route");
}

void transfer_put_her(struct text *out, const struct transfer_words *words,
	const struct approved *approved)
{
	text_addf(out,
		strcmp(words->what, "file") == 0 ? _("The file of %s goes to %s. ") :
						   _("%s, to be brought to %s. "),
		her(words), words->to);
	if (words->unapproved || approved->how == APPROVED_NOT_YET)
		text_add(out, _("EMERGENCY, UNSIGNED: nobody has approved it yet. "));
	if (approved->how == APPROVED_REFUSED)
		text_addf(out,
			_("EMERGENCY, REFUSED by %s: %s. What you sign is that you have received "
			  "her, not that it was right. "),
			approved->by[0] != '\0' ? approved->by : _("somebody"),
			intl_word(approved->why));
}

void transfer_ask_words(const struct transfer_words *words, char title[static TRANSFER_TITLE],
	char text[static TRANSFER_TEXT])
{
	if (words->where)
		snprintf(title, TRANSFER_TITLE, _("%s: where is %s now?"), words->code, her(words));
	else if (transfer_ends_on_way(words))
		snprintf(title, TRANSFER_TITLE, _("%s: SHE IS ON HER WAY. Why does it end there?"),
			words->code);
	else if (ends_at(words, "arrived"))
		snprintf(title, TRANSFER_TITLE, _("%s: SHE IS THERE. Why is she not handed over?"),
			words->code);
	else
		snprintf(title, TRANSFER_TITLE, _("%s does not take place. Why?"), words->code);
	snprintf(text, TRANSFER_TEXT,
		strcmp(words->what, "file") == 0 ?
			_("The file of %s goes to %s. u does not take it back.") :
			_("%s, to be brought to %s. u does not take it back."),
		her(words), words->to);
}

/* Of whom it is said where she is nobody is looked for any more. */
static void where_words(const struct transfer_words *words, char title[static TRANSFER_TITLE],
	char text[static TRANSFER_TEXT], char yes[static TRANSFER_LABEL])
{
	snprintf(title, TRANSFER_TITLE, _("%s is now: %s?"), her(words), intl_word(words->why));
	snprintf(text, TRANSFER_TEXT,
		_("%s, to be brought to %s. It is in the record with your name. u does not take it "
		  "back: another :she-is corrects it."),
		words->code, words->to);
	text_copy(yes, TRANSFER_LABEL, _("Yes, that is where she is."));
}

static void there_words(const struct transfer_words *words, char title[static TRANSFER_TITLE],
	char text[static TRANSFER_TEXT], char yes[static TRANSFER_LABEL])
{
	snprintf(title, TRANSFER_TITLE, _("SHE IS THERE. End %s without a hand-over?"),
		words->code);
	snprintf(text, TRANSFER_TEXT,
		_("%s, brought to %s. Nobody signs then that she was received, and where she has "
		  "no bed there WHERE IS SHE? stands in the inbox until :she-is says it. u does "
		  "not take it back."),
		her(words), words->to);
	snprintf(yes, TRANSFER_LABEL, _("She is not handed over: %s"), intl_word(words->why));
}

static void end_words(const struct transfer_words *words, char title[static TRANSFER_TITLE],
	char text[static TRANSFER_TEXT], char yes[static TRANSFER_LABEL])
{
	snprintf(title, TRANSFER_TITLE, _("SHE IS ON HER WAY. End %s there?"), words->code);
	snprintf(text, TRANSFER_TEXT,
		_("%s, on the way to %s. Nobody waits for her there any more, and WHERE IS SHE? "
		  "stands in the inbox of who moved her and who leads until :she-is says it. "
		  "u does not take it back."),
		her(words), words->to);
	snprintf(yes, TRANSFER_LABEL, _("It ends on the way: %s"), intl_word(words->why));
}

bool transfer_sure_words(const struct transfer_words *words, char title[static TRANSFER_TITLE],
	char text[static TRANSFER_TEXT], char yes[static TRANSFER_LABEL])
{
	if (words->where)
		where_words(words, title, text, yes);
	else if (transfer_ends_on_way(words))
		end_words(words, title, text, yes);
	else if (ends_at(words, "arrived"))
		there_words(words, title, text, yes);
	else
		return false;
	return true;
}

void transfer_where_done(const struct transfer_words *words, char *out, size_t size)
{
	snprintf(out, size, _("%s: %s is now: %s. Another :she-is corrects that."), words->code,
		her(words), intl_word(words->why));
}

/* To a shell a warning would be a failure. */
void transfer_ended_on_way(struct app *app, const struct rows *rows, const char *code)
{
	(void)rows;
	app_say(app, app_is_shell(app) ? SAY_INFO : SAY_WARN,
		_("%s: ended on the way. WHERE IS SHE? As soon as somebody knows: :she-is %s"),
		code, code);
}

/* ---- what nobody has approved ------------------------------------------------------------ */

const char *transfer_receives(const struct approved *approved)
{
	switch (approved->how) {
	case APPROVED:
		return NULL;
	case APPROVED_NOT_YET:
		return _("We have her, and nobody has approved it yet. I sign that.");
	case APPROVED_REFUSED:
		return _("We have her, though it was refused. I sign that.");
	}
	return NULL;
}

void transfer_put_code(const struct call *call, char *out, size_t size)
{
	static const char *const pages[] = { "transfer", "approval" };
	static const char *const lists[] = { "transfers", "approvals", "inbox" };
	struct view *view = call->view;
	const struct listing *listing;
	const struct list_item *item;

	text_copy(out, size, call->value[0] != NULL ? call->value[0] : "");
	if (out[0] != '\0' || view == NULL)
		return;
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
		if (view->screen == screen_find(pages[i]))
			view->screen->where(view, out, size);
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		if (view->screen != screen_find(lists[i]))
			continue;
		listing = view->screen->listing(view);
		item = listing->window != NULL ? list_focused(listing->window->list) : NULL;
		text_copy(out, size, item != NULL ? item->code : "");
	}
	if (strncmp(out, "TR-", 3) != 0) /* a case, or another kind of request */
		out[0] = '\0';
}

bool transfer_is_code(const char *typed, const char *code)
{
	size_t i = strlen(typed), n = strlen(code);

	for (int symbols = 0; symbols < 8; symbols++) {
		while (i > 0 && !isalnum((unsigned char)typed[i - 1]))
			i--;
		while (n > 0 && !isalnum((unsigned char)code[n - 1]))
			n--;
		if (i == 0 || n == 0 || toupper((unsigned char)typed[--i]) != code[--n])
			return false;
	}
	return true;
}

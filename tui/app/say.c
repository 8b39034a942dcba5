/* What was said and what can be taken back: two rings. */
#include "tui/app/state.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "db/base/text.h"
#include "tui/intl.h"
#include "tui/term/cells.h"

void say_early(const char *text)
{
	char safe[APP_MESSAGE * 3];

	cells_safe(safe, sizeof safe, text, strlen(text), -1);
	fprintf(stderr, "homeward: %s\n", safe);
}

/* A message may quote a server or a file: from a shell it passes the gate here, on a terminal it
 * passes the same gate when it is drawn. */
static void say_to_shell(struct app *app, enum say_level level, const char *text)
{
	char safe[APP_MESSAGE * 2];

	cells_safe(safe, sizeof safe, text, strlen(text), -1);
	if (level == SAY_INFO && app->json)
		return;
	if (level == SAY_INFO) {
		printf("%s\n", safe);
		return;
	}
	fprintf(stderr, "homeward: %s\n", safe);
	if (app->exit_code == EXIT_DONE)
		app->exit_code = EXIT_REFUSED;
}

void say_plain(struct app *app, enum say_level level, const char *text)
{
	struct message *message = &app->messages[app->said % APP_MESSAGES];

	if (app_is_shell(app)) {
		say_to_shell(app, level, text);
		return;
	}
	message->level = level;
	message->epoch_ms = app_epoch_ms(app);
	text_copy(message->text, sizeof message->text, text);
	app->said++;
	app->said_at = app->now;
	app->showing = true;
	app->effects |= EFFECT_REDRAW;
}

void say_quiet(struct app *app)
{
	if (app->showing && app->messages[(app->said - 1) % APP_MESSAGES].level == SAY_INFO)
		app->showing = false;
}

void app_say(struct app *app, enum say_level level, const char *format, ...)
{
	char all[APP_MESSAGE + 4],
		text[APP_MESSAGE]; /* a letter is cut in neither, or goes whole */
	va_list args;

	va_start(args, format);
	vsnprintf(all, sizeof all, format, args);
	va_end(args);
	text_copy(text, sizeof text, all);
	say_plain(app, level, text);
}

void app_say_no_more(struct app *app)
{
	app->showing = false;
}

void app_say_more(struct app *app, const char *text)
{
	struct message *last = &app->messages[(app->said + APP_MESSAGES - 1) % APP_MESSAGES];
	size_t length = strlen(last->text);

	if (text[0] == '\0')
		return;
	if (app_is_shell(app) || !app->showing || app->said_at != app->now ||
		length + strlen(text) >= sizeof last->text) {
		say_plain(app, SAY_WARN, text + strspn(text, " "));
		return;
	}
	text_copy(last->text + length, sizeof last->text - length, text);
	app->effects |= EFFECT_REDRAW;
}

const char *app_message(const struct app *app, size_t n, enum say_level *level, int64_t *epoch_ms)
{
	const struct message *message;

	if (n >= app->said || n >= APP_MESSAGES)
		return NULL;
	message = &app->messages[(app->said - 1 - n) % APP_MESSAGES];
	*level = message->level;
	*epoch_ms = message->epoch_ms;
	return message->text;
}

void app_did(struct app *app, int64_t event_id, const char *what)
{
	app_did_together(app, 0, event_id, what);
}

void app_did_together(struct app *app, int group, int64_t event_id, const char *what)
{
	struct done *done = &app->done[app->done_count % APP_UNDO];

	done->event_id = event_id;
	done->group = group;
	text_copy(done->what, sizeof done->what, what);
	app->done_count++;
}

size_t app_last_done(const struct app *app, int64_t *events, size_t room, const char **what)
{
	size_t count = 0;
	int group = 0;

	for (size_t n = 0; n < app->done_count && n < APP_UNDO && count < room; n++) {
		const struct done *done = &app->done[(app->done_count - 1 - n) % APP_UNDO];

		if (done->event_id == 0 || (count > 0 && done->group != group))
			continue;
		if (count == 0)
			*what = done->what;
		events[count++] = done->event_id;
		group = done->group;
		if (group == 0)
			break;
	}
	return count;
}

void app_undone(struct app *app, int64_t event_id)
{
	for (size_t i = 0; i < APP_UNDO; i++) {
		if (app->done[i].event_id == event_id)
			app->done[i].event_id = 0;
	}
}

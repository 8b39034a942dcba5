/* Verbs about the vault of whoever is at the keyboard. */
#include "tui/app/app.h"
#include "tui/app/draft.h"
#include "tui/app/resume.h"
#include "tui/app/vault.h"
#include "tui/intl.h"

static unsigned opened(void *who, bool open)
{
	struct app *app = who;
	char words[DRAFT_WORDS];

	if (open && resume_is_asked(app))
		return resume_back(app);
	if (!open)
		return EFFECT_REDRAW;
	draft_words(app, words);
	app_say(app, SAY_INFO, "%s",
		resume_is_there(app) || words[0] != '\0' || draft_count(app) > 0 ?
			_("The vault is open.") :
			_("The vault is open. :lock locks it."));
	draft_tell(app, 0);
	if (resume_is_there(app))
		app_say_more(app, _(" :resume goes back to where your line broke off."));
	return EFFECT_REDRAW;
}

/* Whoever asks for it types her passphrase next, which has to go where it is not shown. */
static unsigned unlock(struct call *call)
{
	if (vault_is_open(call->app) && app_lock(call->app))
		return EFFECT_REDRAW;
	return app_unlock(call->app, opened, call->app);
}

static unsigned resume(struct call *call)
{
	return resume_back(call->app);
}

static unsigned lock(struct call *call)
{
	app_lock(call->app);
	return EFFECT_REDRAW;
}

const struct verb lock_verbs[] = {
	{ .name = "unlock",
		.help = N_("Open your vault with your passphrase: names and what else is sealed"),
		.act = unlock },
	{ .name = "resume",
		.help = N_("Go back to where you were when your line or your console broke off"),
		.act = resume },
	{ .name = "lock",
		.help = N_("Clear the screen until you type your passphrase"),
		.act = lock },
	{ 0 },
};

/* Requests that others approve: their screen, and the answers to them. */
#include <string.h>

#include "tui/app/app.h"
#include "tui/app/request_keys.h"
#include "tui/intl.h"
#include "tui/term/input.h"
#include "tui/verbs/approval_shell.h"

static bool is_on(const struct call *call, const char *screen)
{
	return call->view != NULL && strcmp(call->view->screen->name, screen) == 0;
}

/* Of the request on the screen, or in the list, where it is read first. */
static unsigned of_it(struct call *call, int letter)
{
	const struct input_event event = { .key = letter, .raw = "" };

	if (is_on(call, "approval") || (is_on(call, "approvals") && letter < 0x80))
		return call->view->screen->key(call->view, &event);
	app_say(call->app, SAY_INFO, "%s",
		_("Which request? 6 lists them, :approval TR-.... opens one."));
	return EFFECT_REDRAW;
}

static unsigned approval(struct call *call)
{
	return app_is_shell(call->app) ? approval_show(call) :
					 app_open(call->app, screen_find("approval"), call);
}

static unsigned approve(struct call *call)
{
	return of_it(call, 'v');
}

static unsigned by_words_or(struct call *call, int letter)
{
	return app_is_shell(call->app) || call->value[APPROVAL_WHICH] != NULL ? approval_say(call) :
										of_it(call, letter);
}

static unsigned refuse(struct call *call)
{
	return by_words_or(call, 'x');
}

static unsigned ask_back(struct call *call)
{
	return by_words_or(call, 'b');
}

static unsigned delegate(struct call *call)
{
	return by_words_or(call, 'd');
}

static unsigned withdraw(struct call *call)
{
	return by_words_or(call, REQUEST_WITHDRAW);
}

static unsigned ask_again(struct call *call)
{
	return by_words_or(call, REQUEST_AGAIN);
}

#define WHICH \
	{ \
		.name = "code", .help = N_("TR-....; none: the one on the screen") \
	}

const struct verb approval_verbs[] = {
	{ .name = "approval",
		.flags = VERB_WORKS | VERB_SHELL,
		.arguments = { { .name = "code", .required = true, .help = N_("TR-....") } },
		.help = N_("Open a request by its code: all of it on one screen"),
		.act = approval },
	{ .name = "approve",
		.key = "v",
		.flags = VERB_CHANGES | VERB_WORKS | VERB_OPENS,
		.help = N_("Approve the request on the screen, signed with your keys"),
		.hint = N_("approve"),
		.act = approve },
	{ .name = "refuse",
		.key = "x",
		.flags = VERB_CHANGES | VERB_WORKS | VERB_SHELL,
		.arguments = { WHICH,
			{ .name = "why",
				.kind = ARGUMENT_WORDS,
				.help = N_(
					"not safe, against her wish, not needed any more ...") } },
		.help = N_("Refuse what is asked, for a reason"),
		.hint = N_("refuse"),
		.act = refuse },
	{ .name = "ask",
		.key = "b",
		.flags = VERB_CHANGES | VERB_WORKS | VERB_SHELL,
		.arguments = { WHICH,
			{ .name = "why",
				.kind = ARGUMENT_WORDS,
				.help = N_("who goes with her, which place, see the note ...") } },
		.help = N_("Send what is asked back with a question"),
		.hint = N_("ask back"),
		.act = ask_back },
	{ .name = "delegate",
		.key = "d",
		.flags = VERB_CHANGES | VERB_WORKS | VERB_SHELL,
		.arguments = { WHICH,
			{ .name = "person", .kind = ARGUMENT_STAFF, .help = N_("a login") } },
		.help = N_("Pass a request on to somebody else who can decide it"),
		.hint = N_("pass on"),
		.act = delegate },
	{ .name = "withdraw",
		.flags = VERB_CHANGES | VERB_WORKS | VERB_SHELL,
		.arguments = { WHICH,
			{ .name = "why",
				.kind = ARGUMENT_WORDS,
				.help = N_("not needed any more, by mistake, asked otherwise") } },
		.help = N_("Take back what you have asked for"),
		.act = withdraw },
	{ .name = "ask-again",
		.flags = VERB_CHANGES | VERB_WORKS | VERB_SHELL,
		.arguments = { WHICH },
		.help = N_("Ask again for what was sent back with a question"),
		.act = ask_again },
	{ 0 },
};

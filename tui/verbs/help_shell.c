/* `homeward help`, from the rows of the verbs. */
#include "tui/verbs/help_shell.h"

#include <stdio.h>
#include <string.h>

#include "db/column.h"
#include "tui/app/app.h"
#include "tui/intl.h"
#include "tui/sheets/sheet.h"
#include "tui/verbs/case_new.h"

/* What stands for a value: its choices, or what kind of word it is. */
static void value_of(char *out, size_t size, const struct argument *argument)
{
	static const char *const words[] = {
		[ARGUMENT_STAFF] = "login", [ARGUMENT_STAGE] = "stage", [ARGUMENT_COLUMN] = "column"
	};
	const bool has_word =
		argument->kind < sizeof words / sizeof *words && words[argument->kind] != NULL;
	size_t used = 0;

	snprintf(out, size, "%s", has_word ? words[argument->kind] : argument->name);
	for (char *at = out; *at != '\0'; at++)
		*at = *at >= 'a' && *at <= 'z' ? (char)(*at - 'a' + 'A') : *at;
	if (argument->kind != ARGUMENT_CHOICE)
		return;
	for (size_t i = 0; argument->choices[i] != NULL && used < size; i++)
		used += (size_t)snprintf(out + used, size - used, "%s%s", i > 0 ? "|" : "",
			argument->choices[i]);
}

/* The words that every call has come first and bare, the others by their names. */
static void usage_of(char *out, size_t size, const struct verb *verb)
{
	char value[120];

	out[0] = '\0';
	for (int i = 0; verb->arguments[i].name != NULL && strlen(out) + 1 < size; i++) {
		const struct argument *argument = &verb->arguments[i];
		const bool bare = i < (argument->required ? 2 : 1);
		const size_t used = strlen(out);

		value_of(value, sizeof value, argument);
		if (argument->kind == ARGUMENT_REST)
			snprintf(out + used, size - used, " [%s...]", value);
		else if (argument->kind == ARGUMENT_FIELDS)
			snprintf(out + used, size - used, " [--FIELD VALUE...]");
		else if (argument->kind == ARGUMENT_FLAG)
			snprintf(out + used, size - used, " [--%s]", argument->name);
		else
			snprintf(out + used, size - used, " %s%s%s%s%s%s",
				argument->required ? "" : "[", bare ? "" : "--",
				bare ? "" : argument->name, bare ? "" : " ", value,
				argument->required ? "" : "]");
	}
}

/* The names that --sort takes. */
static void sorts_of(struct app *app, const struct table *table)
{
	char names[300] = "";

	for (const struct column *c = table->columns; c->name != NULL; c++) {
		size_t used = strlen(names);

		if (c->sortable)
			snprintf(names + used, sizeof names - used, "%s%s", used > 0 ? ", " : "",
				c->name);
	}
	app_say(app, SAY_INFO, _("    %s lines are sorted by: %s"), table->name, names);
}

/* The options of a new case, and what each takes. */
static void fields_of(struct app *app)
{
	char words[300];

	for (const struct field *field = sheet_new_call.fields; field->name != NULL; field++) {
		case_new_words(words, sizeof words, field);
		if (case_new_takes(field))
			app_say(app, SAY_INFO, "    --%-12s %s%s%s", field->name, _(field->label),
				words[0] != '\0' ? ": " : "", words);
	}
}

static void help_of(struct app *app, const struct verb *verb)
{
	char usage[300];

	usage_of(usage, sizeof usage, verb);
	app_say(app, SAY_INFO, "homeward %s%s%s%s%s", verb->name,
		verb->flags & VERB_CASE ? _(" CODE...") : "", usage, verb_reads(verb) ? " [-]" : "",
		verb_tells(verb) ? " [--format json]" : "");
	app_say(app, SAY_INFO, "    %s", _(verb->help));
	for (int i = 0; verb->arguments[i].name != NULL; i++) {
		if (verb->arguments[i].kind == ARGUMENT_FIELDS)
			fields_of(app);
		if (verb->arguments[i].kind != ARGUMENT_COLUMN)
			continue;
		for (const struct table *const *table = column_tables; *table != NULL; table++)
			sorts_of(app, *table);
	}
}

/* What a shell has not, and the console has. */
static bool help_of_console(struct app *app, const char *name)
{
	const struct verb *verb = NULL;

	while ((verb = verb_next(verb)) != NULL && strcmp(verb->name, name) != 0)
		;
	if (verb == NULL || !verb_offered(verb, VERB_AT_PROMPT))
		return false;
	app_say(app, SAY_INFO, _("%s: in the console, :%s"), verb->name, verb->name);
	app_say(app, SAY_INFO, "    %s", _(verb->help));
	return true;
}

unsigned help_in_shell(struct call *call)
{
	bool found = false;

	for (const struct verb *verb = verb_next(NULL); verb != NULL; verb = verb_next(verb)) {
		if (!verb_offered(verb, VERB_IN_SHELL) ||
			(call->value[0] != NULL && strcmp(verb->name, call->value[0]) != 0))
			continue;
		help_of(call->app, verb);
		found = true;
	}
	if (!found && help_of_console(call->app, call->value[0]))
		return EFFECT_NONE;
	if (!found) {
		app_exit_code(call->app, EXIT_USAGE);
		app_say(call->app, SAY_ERROR, _("there is no verb %s"), call->value[0]);
	}
	if (call->value[0] == NULL)
		app_say(call->app, SAY_INFO, "%s",
			_("-: what it is about is read from standard input, one a line; more than "
			  "20 cases want --count N"));
	if (call->value[0] == NULL)
		app_say(call->app, SAY_INFO, "%s",
			_("--format json: an object a line, of each what came of it"));
	if (call->value[0] == NULL)
		app_say(call->app, SAY_INFO, "%s",
			_("exit codes: 0 done, 1 refused or failed, 2 the words are off, "
			  "3 no database, 4 a change was sent and its outcome is not known"));
	return EFFECT_NONE;
}

#include "conf/notify/mail.h"

#include <curl/curl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#include "db/base/text.h"

/* The words of the settings' server, taken apart. */
struct server {
	char url[CONF_LINE * 2]; /* with the name that we say we are: our own would be told to it */
	bool here; /* on this machine: no line to listen on */
};

/* What stands behind the @ of an address. */
static const char *domain_of(const char *address)
{
	const char *at = strrchr(address, '@');

	return at != NULL && at[1] != '\0' ? at + 1 : "localhost";
}

static bool mail_address(const char *address)
{
	return strchr(address, '@') != NULL && strpbrk(address, " \t<>,;\"\\") == NULL;
}

static int take_apart(const struct conf *conf, struct server *server, struct error *e)
{
	CURLU *url = curl_url();
	char *scheme = NULL, *host = NULL, *path = NULL;
	int r = 0;

	*server = (struct server){ 0 };
	if (url == NULL ||
		curl_url_set(url, CURLUPART_URL, conf->notify.mail_server,
			CURLU_NON_SUPPORT_SCHEME) != 0 ||
		curl_url_get(url, CURLUPART_SCHEME, &scheme, 0) != 0 ||
		curl_url_get(url, CURLUPART_HOST, &host, 0) != 0 ||
		curl_url_get(url, CURLUPART_PATH, &path, 0) != 0 ||
		(strcmp(scheme, "smtp") != 0 && strcmp(scheme, "smtps") != 0) ||
		strcmp(path, "/") != 0 || strchr(conf->notify.mail_server, '@') != NULL)
		r = error_set(e, ERR_INPUT,
			"notify.mail_server must be smtps://HOST:PORT or smtp://HOST:PORT, without "
			"a name or password.");
	if (r == 0) {
		server->here = strcmp(host, "localhost") == 0 || strcmp(host, "127.0.0.1") == 0 ||
			strcmp(host, "[::1]") == 0;
		snprintf(server->url, sizeof server->url, "%s%s%s", conf->notify.mail_server,
			conf->notify.mail_server[strlen(conf->notify.mail_server) - 1] == '/' ? "" :
												"/",
			domain_of(conf->notify.mail_from));
	}
	curl_free(scheme);
	curl_free(host);
	curl_free(path);
	curl_url_cleanup(url);
	return r;
}

int mail_check(const struct conf *conf, struct error *e)
{
	struct server server;

	if (!mail_address(conf->notify.mail_from))
		return error_set(e, ERR_INPUT, "notify.mail_from must be a mail address.");
	return take_apart(conf, &server, e);
}

/* The least that a mail server takes. Neither host nor program is named in it. */
static int compose(struct text *message, const char *from, const char *to, const char *text)
{
	unsigned char id[16];
	char date[64];
	time_t now = time(NULL);
	struct tm utc;

	if (getrandom(id, sizeof id, 0) != sizeof id || gmtime_r(&now, &utc) == NULL)
		return ERR_IO;
	strftime(date, sizeof date, "%a, %d %b %Y %H:%M:%S +0000", &utc);
	text_addf(message, "Date: %s\r\nFrom: <%s>\r\nTo: <%s>\r\nMessage-ID: <", date, from, to);
	for (size_t i = 0; i < sizeof id; i++)
		text_addf(message, "%02x", id[i]);
	text_addf(message, "@%s>\r\nSubject: please log in\r\n\r\n%s\r\n", domain_of(from), text);
	return text_check(message, NULL);
}

static size_t hand_over(char *to, size_t size, size_t count, void *who)
{
	struct slice *left = who;
	size_t n = size * count < left->length ? size * count : left->length;

	memcpy(to, left->at, n);
	left->at += n;
	left->length -= n;
	return n;
}

static void set_up(CURL *curl, const struct conf *conf, const struct server *server,
	struct curl_slist *to, struct slice *left)
{
	curl_easy_setopt(curl, CURLOPT_URL, server->url);
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(curl, CURLOPT_USE_SSL,
		(long)(server->here ? CURLUSESSL_NONE : CURLUSESSL_ALL));
	curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	if (conf->notify.mail_root[0] != '\0')
		curl_easy_setopt(curl, CURLOPT_CAINFO, conf->notify.mail_root);
	if (conf->notify.mail_login[0] != '\0') {
		curl_easy_setopt(curl, CURLOPT_NETRC, (long)CURL_NETRC_REQUIRED);
		curl_easy_setopt(curl, CURLOPT_NETRC_FILE, conf->notify.mail_login);
	}
	curl_easy_setopt(curl, CURLOPT_PROXY, "");
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)conf->notify.timeout_s);
	curl_easy_setopt(curl, CURLOPT_MAIL_FROM, conf->notify.mail_from);
	curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to);
	curl_easy_setopt(curl, CURLOPT_READFUNCTION, hand_over);
	curl_easy_setopt(curl, CURLOPT_READDATA, left);
	curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)left->length);
	curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
}

static enum outcome outcome_of(CURLcode r, const struct slice *left)
{
	if (r == CURLE_OK)
		return OUTCOME_SENT;
	/* All of it was handed over, and then came nothing: it may have taken it. */
	return (r == CURLE_OPERATION_TIMEDOUT || r == CURLE_RECV_ERROR || r == CURLE_GOT_NOTHING) &&
			left->length == 0 ?
		OUTCOME_UNKNOWN :
		OUTCOME_FAILED;
}

void mail_send(const struct conf *conf, const char *to, const char *text, enum outcome *outcome,
	int *status)
{
	struct text message = { 0 };
	struct server server;
	struct curl_slist *list = NULL;
	struct slice left;
	CURL *curl = NULL;
	CURLcode r;
	long answer = 0;

	*status = 0;
	*outcome = OUTCOME_FAILED;
	if (!mail_address(to) || take_apart(conf, &server, NULL) != 0 ||
		compose(&message, conf->notify.mail_from, to, text) != 0)
		goto end;
	list = curl_slist_append(NULL, to);
	curl = curl_easy_init();
	if (list == NULL || curl == NULL)
		goto end;
	*outcome = OUTCOME_NONE; /* killed in the middle, it may have been done with it */
	left = slice_of(text_string(&message));
	set_up(curl, conf, &server, list, &left);
	r = curl_easy_perform(curl);
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer);
	*status = (int)answer;
	*outcome = outcome_of(r, &left);
end:
	curl_easy_cleanup(curl);
	curl_slist_free_all(list);
	text_done(&message);
}

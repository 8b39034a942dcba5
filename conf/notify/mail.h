/*
 * mail: one message to one address, by the mail server of the settings. libcurl speaks SMTP; it is
 * included in mail.c only.
 *
 * TLS and a certificate that is good are asked of every server but one on this machine itself.
 */
#ifndef NOTIFY_MAIL_H
#define NOTIFY_MAIL_H

#include "conf/conf.h"
#include "db/base/err.h"
#include "conf/notify/outcome.h"

/* Whether these settings can send mail, as far as can be told without doing so. ERR_INPUT. */
int mail_check(const struct conf *conf, struct error *e);
/* Waits until it is done, at most timeout_s. *outcome is told as soon as it is known, for a server
 * may be silent when it is left, and whoever waits for its goodbye is killed. *status: its last
 * answer (250, 451 ...), 0: it gave none. UNKNOWN: it was silent when it should have said whether
 * it took the message. */
void mail_send(const struct conf *conf, const char *to, const char *text, enum outcome *outcome,
	int *status);

#endif

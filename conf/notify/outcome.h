/* outcome: what became of a notice. The words are those of app.notice.outcome. */
#ifndef NOTIFY_OUTCOME_H
#define NOTIFY_OUTCOME_H

enum outcome {
	OUTCOME_NONE = 0, /* under way */
	OUTCOME_SENT,
	OUTCOME_FAILED, /* it has surely not gone out */
	OUTCOME_NO_ADDRESS,
	OUTCOME_UNKNOWN /* it may have */
};

static inline const char *outcome_word(enum outcome outcome)
{
	static const char *const words[] = { "", "sent", "failed", "no address", "unknown" };

	return words[outcome];
}

#endif

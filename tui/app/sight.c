#include "tui/app/sight.h"

void sight_show(struct sight *sight, int version, int64_t now)
{
	if (version <= sight->shown)
		return;
	sight->before = sight_version(sight, version, now);
	sight->since = sight->shown > 0 ? now : 0;
	sight->shown = version;
}

void sight_change(struct sight *sight, int version)
{
	if (sight->shown > 0 && version == sight->shown + 1)
		*sight = (struct sight){ .shown = version };
}

int sight_version(const struct sight *sight, int painted, int64_t now)
{
	if (sight->shown == 0)
		return painted;
	return sight->since != 0 && now - sight->since < SIGHT_MS ? sight->before : sight->shown;
}

#include "db/vault/slab.h"

#include <sodium.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

struct slab {
	unsigned char *memory;
	size_t grains, taken;
	bool shut;
	uint32_t run[]; /* of each grain at which something begins: how many it takes; else 0 */
};

static size_t in_grains(size_t length)
{
	return length / SLAB_GRAIN + (length % SLAB_GRAIN != 0);
}

int slab_new(struct slab **out, size_t size, struct error *e)
{
	const size_t page = (size_t)sysconf(_SC_PAGESIZE);

	*out = NULL;
	if (sodium_init() < 0)
		return error_set(e, ERR_IO, "The cryptographic library does not start.");
	if (size == 0 || size > SLAB_MAX)
		return error_set(e, ERR_MEMORY, "A slab of %zu bytes cannot be made.", size);
	size = (size + page - 1) / page * page;

	const size_t grains = size / SLAB_GRAIN;
	struct slab *slab = calloc(1, sizeof(*slab) + grains * sizeof(slab->run[0]));
	if (slab)
		slab->memory = sodium_malloc(size);
	if (!slab || !slab->memory) {
		free(slab);
		return error_set(e, ERR_MEMORY, "There is no memory left for keys.");
	}
	slab->grains = grains;
	/* sodium_malloc tried both and keeps its failures to itself; a second time does no harm. */
	if (mlock(slab->memory, size) != 0) {
		slab_free(slab);
		return error_set(e, ERR_IO,
			"Memory cannot be locked (RLIMIT_MEMLOCK, %zu kB are needed), so keys "
			"could reach the disk; raise the limit of locked memory and start "
			"again.",
			size >> 10);
	}
	if (madvise(slab->memory, size, MADV_DONTDUMP) != 0 ||
		madvise(slab->memory, size, MADV_DONTFORK) != 0) {
		slab_free(slab);
		return error_set(e, ERR_IO, "This kernel cannot keep memory out of core dumps.");
	}
	slab_wipe(slab);
	*out = slab;
	return 0;
}

void slab_free(struct slab *slab)
{
	if (!slab)
		return;
	sodium_free(slab->memory); /* wipes, whether shut or not */
	free(slab);
}

void *slab_take(struct slab *slab, size_t length)
{
	const size_t wanted = in_grains(length);
	size_t free_from = 0;

	if (slab->shut || length == 0)
		return NULL;
	for (size_t i = 0; i < slab->grains;) {
		if (slab->run[i]) {
			i += slab->run[i];
			free_from = i;
		} else if (++i - free_from == wanted) {
			slab->run[free_from] = (uint32_t)wanted;
			slab->taken += wanted;
			return slab->memory + free_from * SLAB_GRAIN;
		}
	}
	return NULL;
}

void slab_give(struct slab *slab, void *taken)
{
	if (!taken)
		return;
	const size_t grain = (size_t)((unsigned char *)taken - slab->memory) / SLAB_GRAIN;
	sodium_memzero(taken, (size_t)slab->run[grain] * SLAB_GRAIN);
	slab->taken -= slab->run[grain];
	slab->run[grain] = 0;
}

void slab_wipe(struct slab *slab)
{
	slab_open(slab);
	sodium_memzero(slab->memory, slab->grains * SLAB_GRAIN);
	for (size_t i = 0; i < slab->grains; i++)
		slab->run[i] = 0;
	slab->taken = 0;
}

void slab_shut(struct slab *slab)
{
	slab->shut = sodium_mprotect_noaccess(slab->memory) == 0;
}

/* Where this fails the next touch of the memory ends the program, which is right. */
void slab_open(struct slab *slab)
{
	sodium_mprotect_readwrite(slab->memory);
	slab->shut = false;
}

size_t slab_taken(const struct slab *slab)
{
	return slab->taken * SLAB_GRAIN;
}

/* The digest of FIPS 180-4's own examples, however the bytes come by. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "db/vault/digest.h"

static void test_examples(void **state)
{
	(void)state;
	static const char *const examples[][2] = {
		{ "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
		{ "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
		{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
			"248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
	};

	for (size_t i = 0; i < 3; i++) {
		const size_t length = strlen(examples[i][0]);
		for (size_t cut = 0; cut <= length; cut++) {
			struct digest digest;
			char hex[DIGEST_TEXT];
			digest_init(&digest);
			digest_add(&digest, examples[i][0], cut);
			digest_add(&digest, examples[i][0] + cut, length - cut);
			digest_end(&digest, hex);
			assert_string_equal(hex, examples[i][1]);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_examples) };

	return cmocka_run_group_tests_name("digest", tests, NULL, NULL);
}

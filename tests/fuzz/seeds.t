#!/bin/sh
# Every seed of every fuzz harness, under the sanitizers and without a fuzzer.
cd "$(dirname "$0")/../.." || exit 1
count=0
failed=0
for harness in tests/fuzz/*.c; do
	name=$(basename "$harness" .c)
	count=$((count + 1))
	if [ -d "tests/fuzz/$name" ] && said=$("build/asan/tests/replay/$name" "tests/fuzz/$name"/* 2>&1); then
		echo "ok $count - $name"
	else
		failed=$((failed + 1))
		echo "not ok $count - $name"
		printf '%s\n' "${said:-no seeds}" | tail -n 30 | sed 's/^/# /'
	fi
done
echo "1..$count"
[ "$failed" = 0 ]

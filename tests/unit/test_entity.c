#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "content/entity.h"

#include "content/entity_table.inc"

static void check(const char *entity, const char *want)
{
	char buf[ENTITY_MAX];
	struct slice out;

	assert_true(entity_decode(slice_of(entity), buf, &out));
	assert_true(slice_is(out, want));
}

static void check_not(const char *entity)
{
	char buf[ENTITY_MAX];
	struct slice out;

	assert_false(entity_decode(slice_of(entity), buf, &out));
}

static void test_names(void **state)
{
	(void)state;
	check("&amp;", "&");
	check("&lt;", "<");
	check("&AMP;", "&");
	check("&nbsp;", "\xC2\xA0");
	check("&AElig;", "\xC3\x86");
	check("&aelig;", "\xC3\xA6");
	check("&zwnj;", "\xE2\x80\x8C");
	check("&Aacute;", "\xC3\x81");
	check("&Tab;", "\t");
	check("&ngE;", "\xE2\x89\xA7\xCC\xB8");
	check("&Afr;", "\xF0\x9D\x94\x84");
	check("&CounterClockwiseContourIntegral;", "\xE2\x88\xB3");
	check("&in;", "\xE2\x88\x88");
	check("&int;", "\xE2\x88\xAB");
}

static void test_unknown(void **state)
{
	(void)state;
	check_not("&nope;");
	check_not("&am;");
	check_not("&ampe;");
	check_not("&Amp;");
	check_not("&;");
	check_not("&amp");
	check_not("amp;");
	check_not("&");
	check_not("");
	check_not("&#;");
	check_not("&#x;");
	check_not("&#xg;");
	check_not("&#1a;");
	check_not("&#-1;");
	check_not("&# 1;");
	check_not("&AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA;");
	check_not("&zzzz;");
	check_not("&0;");
}

static void test_numbers(void **state)
{
	(void)state;
	check("&#38;", "&");
	check("&#x26;", "&");
	check("&#X2014;", "\xE2\x80\x94");
	check("&#8212;", "\xE2\x80\x94");
	check("&#x1F600;", "\xF0\x9F\x98\x80");
	check("&#x10FFFF;", "\xF4\x8F\xBF\xBF");
	check("&#27;", "\x1B");
	check("&#x9b;", "\xC2\x9B");
	check("&#0;", "\xEF\xBF\xBD");
	check("&#xD800;", "\xEF\xBF\xBD");
	check("&#xDfff;", "\xEF\xBF\xBD");
	check("&#x110000;", "\xEF\xBF\xBD");
	check("&#99999999999999999999;", "\xEF\xBF\xBD");
	check("&#x100000000;", "\xEF\xBF\xBD");
}

/* Every name of the table is found, and they are in order. */
static void test_table(void **state)
{
	const size_t n = sizeof(entity_offsets) / sizeof(*entity_offsets);
	size_t end = 0;

	(void)state;
	assert_int_equal(n, 2125);
	for (size_t i = 0; i < n; i++) {
		const char *const at = entity_names + entity_offsets[i];
		const size_t len = (unsigned char)*at;
		const char *const value = at + 1 + len;
		char name[64];

		assert_int_equal(entity_offsets[i], end);
		end += 2 + len + (unsigned char)*value;
		assert_true(len + 3 < sizeof(name));
		name[0] = '&';
		memcpy(name + 1, at + 1, len);
		memcpy(name + 1 + len, ";", 2);
		assert_true((unsigned char)*value <= ENTITY_MAX);
		assert_true(utf8_valid(value + 1, (unsigned char)*value, NULL));
		{
			char buf[ENTITY_MAX];
			struct slice out;

			assert_true(entity_decode(slice_of(name), buf, &out));
			assert_int_equal(out.len, (unsigned char)*value);
			assert_memory_equal(out.ptr, value + 1, out.len);
		}
	}
	assert_int_equal(end, sizeof(entity_names) - 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_unknown),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

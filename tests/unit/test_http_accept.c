#include "tests/unit/unit.h"

#include "core/proto/http_accept.h"

TEST(gzip_is_sent_to_those_who_take_it)
{
    static const struct {
        const char *header;
        bool accepts;
    } cases[] = {
        {"", false},
        {"gzip", true},
        {"GZip", true},
        {"x-gzip", true},
        {"gzip, deflate, br, zstd", true},
        {"deflate,gzip", true},
        {" , ,gzip,", true},
        {"deflate, br", false},
        {"gzipped", false},
        {"gzi", false},
        {"gzip;q=1", true},
        {"gzip;q=1.000", true},
        {"gzip ; q=0.5", true},
        {"gzip;Q=0.001", true},
        {"gzip;q=0", false},
        {"gzip;q=0.", false},
        {"gzip;q=0.000", false},
        {"gzip;q=1.1", false},
        {"gzip;q=2", false},
        {"gzip;q=0.5000", false},
        {"gzip;q=-1", false},
        {"gzip;q=", false},
        {"gzip;q", false},
        {"gzip;x=1", false},
        {"gzip;q=.5", false},
        {"*", true},
        {"*;q=0.1", true},
        {"*;q=0", false},
        {"gzip;q=0, *", false},
        {"gzip;q=1, *;q=0", true},
        {"deflate, *;q=0", false},
        {"identity", false},
        {"identity, gzip", true},
        {"identity;q=1, gzip;q=0.5", false},
        {"identity;q=0.5, gzip;q=1", true},
        {"identity;q=0, gzip;q=0.1", true},
        {"identity;q=0.5, *;q=0.1", false},
        {"gzip;q=0, gzip", true},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        if (crew_http_accepts_gzip(crew_span_str(cases[i].header)) != cases[i].accepts) {
            fail_msg("\"%s\"", cases[i].header);
        }
    }
    assert_false(crew_http_accepts_gzip((crew_span){NULL, 0}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gzip_is_sent_to_those_who_take_it),
    };

    return cmocka_run_group_tests_name("http_accept", tests, NULL, NULL);
}

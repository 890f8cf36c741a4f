#include "tests/unit/unit.h"

#include "core/proto/http_chunks.h"

/* Takes all of `text` in parts of `step` bytes; returns 1 when the body is over, 0 when not, or minus a problem. */
static long decode(const char *text, size_t step, char *body, size_t *len)
{
    crew_http_chunks chunks = {0};
    size_t at = 0;

    *len = 0;
    while (at < strlen(text) && !chunks.is_over) {
        crew_span input = crew_span_of(text + at, step < strlen(text) - at ? step : strlen(text) - at);
        crew_span data;
        long n = crew_http_chunks_next(&chunks, input, &data);

        if (n < 0) {
            return n;
        }
        assert_in_range(n, 1, input.len);
        memcpy(body + *len, data.ptr, data.len);
        *len += data.len;
        at += (size_t)n;
    }
    return chunks.is_over;
}

TEST(data_points_into_the_input_and_is_not_held_back_for_its_end)
{
    crew_http_chunks chunks = {0};
    const char *text = "5\r\nhe";
    crew_span data;

    assert_int_equal(crew_http_chunks_next(&chunks, crew_span_str(text), &data), 5);
    assert_ptr_equal(data.ptr, text + 3);
    assert_int_equal(data.len, 2);
    assert_int_equal(chunks.left, 3);
    assert_int_equal(crew_http_chunks_next(&chunks, crew_span_str(""), &data), 0);
    assert_int_equal(data.len, 0);
    assert_int_equal(crew_http_chunks_next(&chunks, crew_span_str("lloX"), &data), 3);
    assert_int_equal(crew_http_chunks_next(&chunks, crew_span_str("X"), &data), -CREW_HTTP_PROBLEM_CHUNK_END);
}

TEST(what_follows_the_last_chunk_is_not_touched)
{
    crew_http_chunks chunks = {0};
    crew_span data;

    assert_int_equal(crew_http_chunks_next(&chunks, crew_span_str("0\r\n\r\nGET"), &data), 3);
    assert_true(chunks.is_over);
    assert_int_equal(crew_http_chunks_next(&chunks, crew_span_str("\r\nGET"), &data), 0);
}

TEST(extensions_are_limited_over_the_whole_body)
{
    crew_http_chunks chunks = {0};
    crew_span data;
    long n = 0;
    int taken = 0;

    while (n >= 0 && taken < 100000) {
        n = crew_http_chunks_next(&chunks, crew_span_str("1;name=value\r\nx"), &data);
        n = n < 0 ? n : crew_http_chunks_next(&chunks, crew_span_str("\r\n"), &data);
        taken++;
    }
    assert_int_equal(n, -CREW_HTTP_PROBLEM_CHUNK_EXTENSION);
    assert_in_range(taken, 1000, 2000);
}

TEST(lines_written_are_lines_read)
{
    static const struct {
        size_t len;
        const char *line;
    } rows[] = {{1, "1\r\n"}, {9, "9\r\n"}, {10, "a\r\n"}, {16, "10\r\n"}, {255, "ff\r\n"}, {65536, "10000\r\n"}};
    char line[CREW_HTTP_CHUNK_LINE];

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        crew_http_chunks chunks = {0};
        crew_span data;
        size_t len = crew_http_chunk_line(line, rows[i].len);

        assert_int_equal(len, strlen(rows[i].line));
        assert_memory_equal(line, rows[i].line, len);
        assert_int_equal(crew_http_chunks_next(&chunks, crew_span_of(line, len), &data), len);
        assert_int_equal(chunks.left, rows[i].len);
    }
    assert_int_equal(crew_http_chunk_line(line, SIZE_MAX), 2 * sizeof(size_t) + 2);
}

TEST(a_body_is_the_same_in_parts_of_any_size)
{
    const char *text = "5;a=\"\\\";\"\r\nhello\r\n00000b ; x\r\n wide world\r\n1\r\n!\r\n0\r\n";
    char body[64];
    size_t len;

    for (size_t step = 1; step <= strlen(text); step++) {
        assert_int_equal(decode(text, step, body, &len), 1);
        assert_int_equal(len, strlen("hello wide world!"));
        assert_memory_equal(body, "hello wide world!", len);
    }
    assert_int_equal(decode("5\r\nhello", 3, body, &len), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(data_points_into_the_input_and_is_not_held_back_for_its_end),
        cmocka_unit_test(what_follows_the_last_chunk_is_not_touched),
        cmocka_unit_test(extensions_are_limited_over_the_whole_body),
        cmocka_unit_test(lines_written_are_lines_read),
        cmocka_unit_test(a_body_is_the_same_in_parts_of_any_size),
    };

    return cmocka_run_group_tests_name("http_chunks", tests, NULL, NULL);
}

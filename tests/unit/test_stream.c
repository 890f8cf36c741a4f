#include "tests/unit/wire.h"

#include "core/net/stream.h"
#include "tests/unit/faulty_sock.h"

#define LARGE (1024 * 1024)

static crew_loop *loop;
static crew_stream stream;
static int peer;
static unsigned seen; /* bits the source ran with */
static char large[LARGE];

static void on_ready(crew_source *source, unsigned ready)
{
    (void)source;
    seen |= ready;
}

static int start_on(int pair[2])
{
    unit_catch_log();
    memset(&sends, 0, sizeof sends);
    memset(&recvs, 0, sizeof recvs);
    seen = 0;
    wire_pattern(large, sizeof large, 0);
    loop = crew_loop_new(NULL);
    peer = pair[0];
    crew_stream_init(&stream, loop, pair[1], on_ready);
    return 0;
}

static int start(void **state)
{
    int pair[2];

    (void)state;
    wire_tcp_pair(pair);
    return start_on(pair);
}

/* A connection that takes some ten thousand bytes and then no more. */
static int start_narrow(void **state)
{
    int pair[2];

    (void)state;
    wire_narrow_pair(pair);
    return start_on(pair);
}

static int stop(void **state)
{
    (void)state;
    crew_stream_close(&stream);
    crew_loop_free(loop);
    if (peer >= 0) {
        (void)close(peer);
    }
    return 0;
}

static int write_text(const char *text)
{
    crew_span part = crew_span_str(text);

    return crew_stream_write(&stream, &part, 1, false);
}

static int write_large(void)
{
    crew_span part = crew_span_of(large, sizeof large);

    return crew_stream_write(&stream, &part, 1, false);
}

/* Reads `size` bytes at the peer while the stream sends what it still has queued. */
static void drain(char *into, size_t size)
{
    size_t got = 0;

    wait_until(got == size, {
        ssize_t n = wire_take(peer, into + got, size - got);

        if (n > 0) {
            got += (size_t)n;
        } else if (crew_source_watched(&stream.source) & CREW_READY_WRITE) {
            (void)crew_loop_turn(loop);
            assert_int_equal(crew_stream_flush(&stream, false), 0);
        }
    });
}

TEST(what_is_written_leaves_at_once)
{
    char got[8];

    assert_int_equal(write_text("hello"), 0);
    assert_int_equal(crew_stream_pending(&stream), 0);
    assert_int_equal(crew_source_watched(&stream.source), 0);
    drain(got, 5);
    assert_memory_equal(got, "hello", 5);
}

TEST(parts_leave_in_one_call)
{
    const crew_span parts[] = {crew_span_str("a"), crew_span_str("bc"), crew_span_str(""), crew_span_str("d")};
    char got[8];

    assert_int_equal(crew_stream_write(&stream, parts, 4, false), 0);
    assert_int_equal(sends.calls, 1);
    drain(got, 4);
    assert_memory_equal(got, "abcd", 4);
}

TEST(what_is_queued_waits_for_a_flush)
{
    crew_span part = crew_span_str("hello");
    char got[8];

    crew_stream_queue(&stream, &part, 1);
    assert_int_equal(sends.calls, 0);
    assert_int_equal(crew_stream_pending(&stream), 5);
    assert_int_equal(crew_stream_flush(&stream, false), 0);
    assert_int_equal(crew_stream_pending(&stream), 0);
    drain(got, 5);
    assert_memory_equal(got, "hello", 5);
}

TEST(what_is_written_stays_behind_what_is_queued)
{
    crew_span part = crew_span_str("first ");
    char got[16];

    crew_stream_queue(&stream, &part, 1);
    assert_int_equal(write_text("second"), 0);
    assert_int_equal(crew_stream_pending(&stream), 0);
    drain(got, 12);
    assert_memory_equal(got, "first second", 12);
}

TEST(flushing_nothing_calls_nobody)
{
    assert_int_equal(crew_stream_flush(&stream, false), 0);
    assert_int_equal(sends.calls, 0);
    assert_int_equal(crew_source_watched(&stream.source), 0);
}

TEST(what_the_kernel_does_not_take_is_queued_and_writing_is_watched)
{
    static char got[LARGE];

    assert_int_equal(write_large(), 0);
    assert_true(crew_stream_pending(&stream) > 0);
    assert_true(crew_stream_pending(&stream) < LARGE);
    assert_true(crew_source_watched(&stream.source) & CREW_READY_WRITE);
    drain(got, sizeof got);
    assert_true(wire_is_pattern(got, sizeof got, 0));
    assert_int_equal(crew_stream_pending(&stream), 0);
    assert_false(crew_source_watched(&stream.source) & CREW_READY_WRITE);
    assert_true(seen & CREW_READY_WRITE);
}

TEST(a_cut_falls_anywhere_in_the_parts)
{
    static char got[LARGE];
    const crew_span parts[] = {
        crew_span_of(large, 10),
        crew_span_of(large + 10, LARGE / 2),
        crew_span_of(large + 10 + LARGE / 2, 0),
        crew_span_of(large + 10 + LARGE / 2, LARGE / 2 - 10),
    };

    assert_int_equal(crew_stream_write(&stream, parts, 4, false), 0);
    drain(got, sizeof got);
    assert_true(wire_is_pattern(got, sizeof got, 0));
}

TEST(while_the_kernel_has_said_no_it_is_not_asked_again)
{
    static char got[LARGE + 3];
    int calls;

    assert_int_equal(write_large(), 0);
    calls = sends.calls;
    for (int i = 0; i < 3; i++) {
        assert_int_equal(write_text("x"), 0);
    }
    assert_int_equal(sends.calls, calls);
    drain(got, sizeof got);
    assert_true(wire_is_pattern(got, LARGE, 0));
    assert_memory_equal(got + LARGE, "xxx", 3);
}

TEST(want_of_memory_in_the_kernel_loses_nothing)
{
    static const int errors[] = {ENOBUFS, ENOMEM, EAGAIN, EINTR};
    char got[16];

    for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++) {
        sends.errors = fault_list(errors[i], errors[i], errors[i]);
        assert_int_equal(write_text("hello "), 0);
        assert_int_equal(write_text("world"), 0);
        drain(got, 11);
        assert_memory_equal(got, "hello world", 11);
        assert_true(faults_are_over(&sends));
    }
}

TEST(reading_gives_bytes_then_the_end)
{
    char got[8];

    assert_int_equal(crew_stream_read(&stream, got, sizeof got), -1);
    assert_true(crew_sock_is_retry(errno));
    wire_put(peer, "hello");
    assert_int_equal(crew_stream_read(&stream, got, sizeof got), 5);
    assert_memory_equal(got, "hello", 5);
    (void)shutdown(peer, SHUT_WR);
    assert_int_equal(crew_stream_read(&stream, got, sizeof got), 0);
}

TEST(reading_is_watched_until_told_otherwise)
{
    crew_stream_watch_read(&stream, true);
    crew_stream_watch_read(&stream, true);
    wire_put(peer, "x");
    (void)crew_loop_turn(loop);
    assert_int_equal(seen, CREW_READY_READ);
    crew_stream_watch_read(&stream, false);
    assert_int_equal(crew_source_watched(&stream.source), 0);
}

TEST(reading_and_writing_are_watched_independently)
{
    static char got[LARGE];

    crew_stream_watch_read(&stream, true);
    assert_int_equal(write_large(), 0);
    assert_int_equal(crew_source_watched(&stream.source), CREW_READY_READ | CREW_READY_WRITE);
    drain(got, sizeof got);
    assert_int_equal(crew_source_watched(&stream.source), CREW_READY_READ);
}

TEST(writing_to_a_peer_that_is_gone_is_an_error)
{
    wire_reset(peer);
    peer = -1;
    assert_int_equal(write_text("hello"), -1);
    assert_true(crew_sock_is_peer_gone(errno));
}

TEST(flushing_to_a_peer_that_is_gone_is_an_error)
{
    crew_span part = crew_span_str("hello");

    crew_stream_queue(&stream, &part, 1);
    wire_reset(peer);
    peer = -1;
    assert_int_equal(crew_stream_flush(&stream, false), -1);
    assert_true(crew_sock_is_peer_gone(errno));
    assert_int_equal(crew_stream_pending(&stream), 5);
}

TEST(closing_drops_the_queue_and_may_be_repeated)
{
    int fd = crew_stream_fd(&stream);

    assert_int_equal(write_large(), 0);
    crew_stream_close(&stream);
    assert_int_equal(crew_stream_fd(&stream), -1);
    assert_int_equal(crew_stream_pending(&stream), 0);
    assert_int_equal(fcntl(fd, F_GETFD), -1);
    assert_int_equal(dup2(peer, fd), fd); /* whoever has the number next keeps it */
    crew_stream_close(&stream);
    assert_true(fcntl(fd, F_GETFD) >= 0);
    (void)close(fd);
}

/* A descriptor of a file that holds all of `large`, to be given away. */
static int large_file(void)
{
    FILE *file = tmpfile();
    int fd;

    assert_non_null(file);
    assert_int_equal(fwrite(large, 1, sizeof large, file), sizeof large);
    assert_int_equal(fflush(file), 0);
    fd = dup(fileno(file));
    (void)fclose(file);
    return fd;
}

TEST(a_file_has_its_place_among_the_bytes)
{
    static char got[LARGE + 64];

    assert_int_equal(crew_stream_queue_file(&stream, large_file(), 10, 5), 0);
    assert_int_equal(write_text(" then "), 0);
    assert_int_equal(crew_stream_queue_file(&stream, large_file(), 0, LARGE), 0);
    assert_int_equal(crew_stream_queue_file(&stream, large_file(), 0, 0), 0);
    assert_int_equal(write_text(" end"), 0);
    drain(got, 5 + 6 + LARGE + 4);
    assert_memory_equal(got, large + 10, 5);
    assert_memory_equal(got + 5, " then ", 6);
    assert_memory_equal(got + 11, large, LARGE);
    assert_memory_equal(got + 11 + LARGE, " end", 4);
    assert_int_equal(crew_stream_pending(&stream), 0);
    assert_int_equal(crew_source_watched(&stream.source), 0);
}

TEST(a_file_counts_as_pending_and_only_a_piece_of_it_is_in_memory)
{
    assert_int_equal(crew_stream_queue_file(&stream, large_file(), 0, LARGE), 0);
    assert_int_equal(crew_stream_pending(&stream), LARGE);
    assert_true(crew_buf_size(stream.out) < LARGE / 8);
    assert_int_equal(crew_stream_flush(&stream, false), 0);
    assert_true(crew_stream_pending(&stream) > 0); /* others have their turn in between */
    assert_int_equal(crew_source_watched(&stream.source), CREW_READY_WRITE);
}

TEST(a_file_that_is_too_short_is_an_error)
{
    assert_int_equal(crew_stream_queue_file(&stream, large_file(), LARGE - 10, 11), -1);
    assert_int_equal(errno, EIO);
}

TEST(closing_closes_the_files)
{
    int first = large_file();
    int second = large_file();

    assert_int_equal(crew_stream_queue_file(&stream, first, 0, LARGE), 0);
    assert_int_equal(write_text("between"), 0);
    assert_int_equal(crew_stream_queue_file(&stream, second, 0, LARGE), 0);
    assert_int_equal(write_text("after"), 0);
    crew_stream_close(&stream);
    assert_int_equal(crew_stream_pending(&stream), 0);
    assert_int_equal(fcntl(first, F_GETFD), -1);
    assert_int_equal(fcntl(second, F_GETFD), -1);
}

#define stream_test(name) cmocka_unit_test_setup_teardown(name, start, stop)
#define narrow_test(name) cmocka_unit_test_setup_teardown(name, start_narrow, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        stream_test(what_is_written_leaves_at_once),
        stream_test(parts_leave_in_one_call),
        stream_test(what_is_queued_waits_for_a_flush),
        stream_test(what_is_written_stays_behind_what_is_queued),
        stream_test(flushing_nothing_calls_nobody),
        narrow_test(what_the_kernel_does_not_take_is_queued_and_writing_is_watched),
        narrow_test(a_cut_falls_anywhere_in_the_parts),
        narrow_test(while_the_kernel_has_said_no_it_is_not_asked_again),
        stream_test(want_of_memory_in_the_kernel_loses_nothing),
        stream_test(reading_gives_bytes_then_the_end),
        stream_test(reading_is_watched_until_told_otherwise),
        narrow_test(reading_and_writing_are_watched_independently),
        stream_test(writing_to_a_peer_that_is_gone_is_an_error),
        stream_test(flushing_to_a_peer_that_is_gone_is_an_error),
        narrow_test(closing_drops_the_queue_and_may_be_repeated),
        stream_test(a_file_has_its_place_among_the_bytes),
        narrow_test(a_file_has_its_place_among_the_bytes),
        stream_test(a_file_counts_as_pending_and_only_a_piece_of_it_is_in_memory),
        stream_test(a_file_that_is_too_short_is_an_error),
        narrow_test(closing_closes_the_files),
    };

    return cmocka_run_group_tests_name("stream", tests, NULL, NULL);
}

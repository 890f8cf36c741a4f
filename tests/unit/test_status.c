#include "tests/unit/unit.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/proc/status.h"

static const char answer[] =
    "{\"name\":\"shop\",\"address\":\"tcp://0.0.0.0:80\",\"listening\":\"0.0.0.0:80\",\"mode\":\"shared\",\"metrics\":\"127.0.0.1:9100\",\"pid\":100,"
    "\"state\":\"running\",\"uptime\":100.000,\"workers\":["
    "{\"slot\":0,\"pid\":101,\"state\":\"idle\",\"busy\":0.000,\"uptime\":100.000,\"connections\":12,\"accepted\":900,\"messages\":123456,"
    "\"bytes_read\":1024000,\"bytes_written\":0,\"refused\":0,\"exceptions\":0,\"timers\":0,\"memory\":2097152,\"rss\":null},"
    "{\"slot\":1,\"pid\":109,\"state\":\"busy\",\"busy\":75.500,\"uptime\":90000.000,\"connections\":1,\"accepted\":1,\"messages\":1,"
    "\"bytes_read\":5,\"bytes_written\":0,\"refused\":2,\"exceptions\":3,\"timers\":4,\"memory\":0,\"rss\":10485760}],"
    "\"slots\":[{\"slot\":0,\"exits\":0,\"last_exit\":null},"
    "{\"slot\":1,\"exits\":2,\"last_exit\":{\"pid\":105,\"how\":\"was killed by signal 9 (Killed)\",\"ago\":61.000}}],"
    "\"total\":{\"connections\":13,\"accepted\":901,\"messages\":123457,\"refused\":2,\"exceptions\":3,\"exits\":2}}\n";

static const crew_table_look plain = {.width = 100};

static const char *text_of(crew_buf **out)
{
    static char text[8192];
    crew_span bytes = crew_buf_peek(*out);

    assert_true(bytes.len < sizeof text);
    memcpy(text, bytes.ptr, bytes.len);
    text[bytes.len] = '\0';
    crew_buf_clear(out);
    return text;
}

TEST(the_status_is_a_table)
{
    crew_buf *out = NULL;

    crew_status_format(crew_span_str(answer), crew_span_of("", 0), &plain, &out);
    assert_string_equal(text_of(&out),
        "  shop  tcp://0.0.0.0:80 (0.0.0.0:80)\n"
        "  running for 1m40s, pid 100, mode shared\n"
        "  metrics on http://127.0.0.1:9100/metrics\n"
        "\n"
        "  #  pid  state          up  conns  messages  msg/s   in/s  out/s  refused  thrown   php    rss\n"
        "  0  101  idle        1m40s     12      123k   1235  10.0k      0        0       0  2.0M      -\n"
        "  1  109  busy 1m15s  1d01h      1         1    0.0    0.0      0        2       3     -  10.0M\n"
        "\n"
        "  all: 13 connections open, 901 accepted, 123k messages (1235/s), 2 refused sends, 3 exceptions\n"
        "\n"
        "  #  exits  last pid    ago  how it ended\n"
        "  1      2       105  1m01s  was killed by signal 9 (Killed)\n");
}

TEST(rates_are_reckoned_from_the_answer_before)
{
    static const char before[] = "{\"uptime\":98.000,\"workers\":[{\"pid\":101,\"uptime\":98.000,\"messages\":123446,\"bytes_read\":1023980,"
                                 "\"bytes_written\":0}],\"total\":{\"messages\":123447}}";
    crew_buf *out = NULL;
    const char *text;

    crew_status_format(crew_span_str(answer), crew_span_str(before), &plain, &out);
    text = text_of(&out);
    assert_words("123k    5.0    10 ", text);
    assert_words("messages (5.0/s)", text);
}

TEST(no_line_is_wider_than_allowed)
{
    for (int width = 98; width <= 100; width++) { /* below that numbers would have to be cut */
        crew_table_look look = {.width = width, .has_utf8 = true};
        crew_buf *out = NULL;
        char *line;

        crew_status_format(crew_span_str(answer), crew_span_of("", 0), &look, &out);
        for (line = strtok((char *)(uintptr_t)text_of(&out), "\n"); line != NULL; line = strtok(NULL, "\n")) {
            int columns = 0;

            for (const char *at = line; *at != '\0'; at++) {
                columns += (*at & 0xc0) != 0x80;
            }
            assert_true(columns <= width);
        }
    }
}

TEST(connections_are_a_table_with_those_that_do_not_answer_below)
{
    static const char connections[] =
        "{\"connections\":[{\"id\":7,\"worker\":0,\"remote\":\"127.0.0.1:5000\",\"local\":\"127.0.0.1:80\",\"state\":\"open\",\"pending\":2048,"
        "\"bytes_read\":10,\"bytes_written\":20,\"age\":3661}],"
        "\"unanswered\":[{\"worker\":1,\"pid\":109,\"state\":\"busy\",\"busy\":2.500,\"connections\":4}]}\n";
    crew_buf *out = NULL;

    crew_status_format_connections(crew_span_str(connections), &plain, &out);
    assert_string_equal(text_of(&out),
        "  worker  id  remote          local         state  queue  in  out    age\n"
        "       0   7  127.0.0.1:5000  127.0.0.1:80  open    2.0k  10   20  1h01m\n"
        "  worker 1 (pid 109) is busy for 2s and does not answer; it has 4 connections\n");
}

/* Somebody who answers one question at `path`, in a process of its own. */
static pid_t answer_once(const char *path, const char *question)
{
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    pid_t pid;

    (void)snprintf(at.sun_path, sizeof at.sun_path, "%s", path);
    assert_int_equal(bind(listener, (struct sockaddr *)(void *)&at, sizeof at), 0);
    assert_int_equal(listen(listener, 1), 0);
    pid = fork();
    if (pid == 0) {
        char asked[64] = "";
        int fd = accept(listener, NULL, NULL);
        bool is_right = read(fd, asked, sizeof asked - 1) > 0 && strcmp(asked, question) == 0;

        _exit(write(fd, answer, strlen(answer)) > 0 && is_right ? 0 : 1);
    }
    (void)close(listener);
    return pid;
}

TEST(the_server_is_asked_and_its_answer_printed_as_it_is)
{
    char folder[] = "/tmp/crew-unit-XXXXXX";
    char path[64];
    char printed[2048] = "";
    int pipes[2];
    int saved = dup(STDOUT_FILENO);
    int status;
    pid_t pid;
    int code;

    assert_non_null(mkdtemp(folder));
    (void)snprintf(path, sizeof path, "%s/socket", folder);
    assert_int_equal(crew_status_print(path, false, true, false), CREW_STATUS_STOPPED);
    pid = answer_once(path, "status\n");
    assert_int_equal(pipe(pipes), 0);
    assert_true(dup2(pipes[1], STDOUT_FILENO) >= 0);
    code = crew_status_print(path, false, true, false);
    assert_true(dup2(saved, STDOUT_FILENO) >= 0);
    assert_int_equal(code, CREW_STATUS_RUNNING);
    assert_true(read(pipes[0], printed, sizeof printed - 1) > 0);
    assert_string_equal(printed, answer);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
    /* Nobody listens any more, though the path is there. */
    assert_int_equal(crew_status_print(path, false, false, false), CREW_STATUS_STOPPED);
    (void)unlink(path);
    (void)rmdir(folder);
    (void)close(pipes[0]);
    (void)close(pipes[1]);
    (void)close(saved);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_status_is_a_table),
        cmocka_unit_test(rates_are_reckoned_from_the_answer_before),
        cmocka_unit_test(no_line_is_wider_than_allowed),
        cmocka_unit_test(connections_are_a_table_with_those_that_do_not_answer_below),
        cmocka_unit_test(the_server_is_asked_and_its_answer_printed_as_it_is),
    };

    return cmocka_run_group_tests_name("status", tests, NULL, NULL);
}

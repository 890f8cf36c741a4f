/*
 * How fast request heads are parsed: .build/bench/parse [seconds for each row]. One line for each kind of head.
 *
 * A browser's heads are shuffled into many orders, with targets and cookies of many lengths, so that the processor cannot learn where lines
 * end; the other kinds are one head again and again, as a benchmark of a server sends them. Each row is the best of ten parts.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/proto/http_head.h"

#define HEADS 64
#define ROOM 2048
#define PARTS 10

typedef struct kind {
    const char *name;
    const char *lines; /* the first stays first */
    bool is_shuffled;
} kind;

static const kind kinds[] = {
    {"browser",
        "GET /articles/2024/12/a-long-way-home?utm_source=newsletter&page=2 HTTP/1.1\r\n"
        "Host: www.example.org\r\n"
        "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\r\n"
        "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\n"
        "Accept-Language: en-GB,en;q=0.7,zh-CN;q=0.3\r\n"
        "Accept-Encoding: gzip, deflate, br\r\n"
        "Connection: keep-alive\r\n"
        "Cookie: session=7d0f3a6be21c48f1\r\n"
        "Upgrade-Insecure-Requests: 1\r\n"
        "Sec-Fetch-Dest: document\r\n"
        "Sec-Fetch-Mode: navigate\r\n"
        "Sec-Fetch-Site: none\r\n"
        "DNT: 1\r\n"
        "Priority: u=0, i\r\n",
        true},
    {"form",
        "POST /login HTTP/1.1\r\nHost: www.example.org\r\nUser-Agent: curl/8.5.0\r\nAccept: */*\r\nContent-Length: 27\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n",
        false},
    {"minimal", "GET / HTTP/1.1\r\nHost: 127.0.0.1:80\r\n", false},
};

static double now(void)
{
    struct timespec time;

    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void shuffle(const char **lines, size_t count)
{
    for (size_t i = count - 1; i > 0; i--) {
        size_t other = (size_t)rand() % (i + 1);
        const char *line = lines[i];

        lines[i] = lines[other];
        lines[other] = line;
    }
}

/* Some letters more where a value of many lengths is likely: in the target and in the cookie. */
static size_t line_copy(char *to, const char *line, bool is_varied)
{
    size_t len = (size_t)(strstr(line, "\r\n") - line) + 2;
    const char *place = strstr(line, "session=");
    size_t more = !is_varied ? 0 : strncmp(line, "GET /", 5) == 0 ? (size_t)rand() % 16 : place != NULL && place < line + len ? (size_t)rand() % 24 : 0;
    size_t before = strncmp(line, "GET /", 5) == 0 ? 5 : len - 2;

    memcpy(to, line, before);
    memset(to + before, 'x', more);
    memcpy(to + before + more, line + before, len - before);
    return len + more;
}

static crew_span head_make(char *to, const kind *of)
{
    const char *lines[64];
    size_t count = 0;
    size_t len = 0;

    for (const char *line = of->lines; *line != '\0'; line = strstr(line, "\r\n") + 2) {
        lines[count++] = line;
    }
    if (of->is_shuffled) {
        shuffle(lines + 1, count - 1);
    }
    for (size_t i = 0; i < count; i++) {
        len += line_copy(to + len, lines[i], of->is_shuffled);
    }
    memcpy(to + len, "\r\n", 2);
    return crew_span_of(to, len + 2);
}

static void measure(const kind *of, double seconds)
{
    static char room[HEADS][ROOM];
    static const crew_http_limits limits = {.line = 8192, .head = 65536, .fields = 100};
    static crew_http_head head;
    crew_span heads[HEADS];
    double best = 1e9;
    size_t bytes = 0;

    for (size_t i = 0; i < HEADS; i++) {
        heads[i] = head_make(room[i], of);
        bytes += heads[i].len;
    }
    for (int part = 0; part < PARTS; part++) {
        double start = now();
        double took = 0;
        long rounds = 0;

        for (; took < seconds / PARTS; took = now() - start, rounds += 16) {
            for (int i = 0; i < 16 * HEADS; i++) {
                uint32_t scanned = 0;

                if (crew_http_head_parse(&head, heads[i % HEADS], &limits, &scanned) <= 0) {
                    (void)fprintf(stderr, "parse: a head was not taken\n");
                    exit(1);
                }
            }
        }
        best = took / (double)(rounds * HEADS) < best ? took / (double)(rounds * HEADS) : best;
    }
    printf("%-8s %4zu bytes, %2u fields: %6.1f ns a head, %5.2f GB/s\n", of->name, bytes / HEADS, head.count, best * 1e9,
        (double)bytes / HEADS / best / 1e9);
}

int main(int argc, char **argv)
{
    srand(1);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        measure(&kinds[i], argc > 1 ? atof(argv[1]) : 1);
    }
    return 0;
}

/*
 * The reference servers' answers over HTTP: a request is over where its empty line is, and what
 * goes back was made ready before it came. No head is taken apart; only an upload's length is
 * looked for, because its end cannot be known otherwise.
 *
 * The answers stand in a row, so that those to requests that came in one read leave in one write,
 * as a server worth comparing sends them. Their Date is that of the second: HTTP asks servers for
 * it, and it has to be kept.
 */
#include "bench/reference.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ROW 64 /* answers in one write; more than any workload asks for at once */
#define ANSWER_ROOM 256

static char row[ROW * ANSWER_ROOM];
static size_t answer_len;
static time_t row_second;

static size_t write_answer(enum reference_mode mode, char *out, const char *body)
{
    char date[64];
    struct tm now;

    gmtime_r(&row_second, &now);
    strftime(date, sizeof(date), "%a, %d %b %Y %H:%M:%S GMT", &now);
    /* As many header lines as the servers beside it send. */
    return (size_t)snprintf(out, ANSWER_ROOM,
                            "HTTP/1.1 200 OK\r\n"
                            "Content-Type: text/html; charset=utf-8\r\n"
                            "Server: reference\r\n"
                            "Date: %s\r\n"
                            "Content-Length: %zu\r\n"
                            "%s\r\n%s",
                            date, strlen(body),
                            mode == REFERENCE_HTTP_CLOSE ? "Connection: close\r\n" : "", body);
}

static void make_ready(enum reference_mode mode)
{
    time_t second = time(NULL);

    if (second == row_second) {
        return;
    }
    row_second = second;
    answer_len = write_answer(mode, row, "hello, world\n");
    for (size_t i = 1; i < ROW; i++) {
        memcpy(row + i * answer_len, row, answer_len);
    }
}

static int send_answers(int fd, struct reference_peer *peer, size_t count)
{
    while (count > 0) {
        size_t now = count < ROW ? count : ROW;

        if (reference_write(fd, &peer->out, row, now * answer_len) < 0) {
            return -1;
        }
        count -= now;
    }
    return 0;
}

/* Puts the end of the last read before this one; they are joined there. */
static char *join_tail(struct reference_http *http, char *bytes)
{
    bytes -= http->tail_len;
    memcpy(bytes, http->tail, http->tail_len);
    return bytes;
}

static void keep_tail(struct reference_http *http, const char *bytes, const char *end)
{
    size_t n = (size_t)(end - bytes);

    http->tail_len = (unsigned char)(n < sizeof(http->tail) ? n : sizeof(http->tail));
    memcpy(http->tail, end - http->tail_len, http->tail_len);
}

static int take_requests(enum reference_mode mode, int fd, struct reference_peer *peer,
                         const char *bytes, const char *end)
{
    size_t count = 0;
    const char *mark;

    while ((mark = memmem(bytes, (size_t)(end - bytes), "\r\n\r\n", 4))) {
        bytes = mark + 4;
        count++;
    }
    keep_tail(&peer->http, bytes, end);
    if (count == 0) {
        return 0;
    }
    make_ready(mode);
    if (mode == REFERENCE_HTTP_CLOSE) {
        peer->closing = true;
        count = 1;
    }
    return send_answers(fd, peer, count);
}

/* The head has to come in one read, as a generator on this machine sends it. */
static uint64_t promised_length(char *head, const char *end)
{
    static const char name[] = "\r\nContent-Length: ";
    char *line = memmem(head, (size_t)(end - head), name, sizeof(name) - 1);

    return line ? strtoull(line + sizeof(name) - 1, NULL, 10) : 0;
}

static int take_upload(int fd, struct reference_peer *peer, char *bytes, const char *end)
{
    struct reference_http *http = &peer->http;
    char answer[ANSWER_ROOM], body[32];

    if (http->due == 0) {
        char *mark = memmem(bytes, (size_t)(end - bytes), "\r\n\r\n", 4);

        if (!mark) {
            return -1;
        }
        http->length = http->due = promised_length(bytes, mark + 2);
        bytes = mark + 4;
    }
    if (http->due < (uint64_t)(end - bytes)) {
        return -1; /* nothing may follow */
    }
    http->due -= (uint64_t)(end - bytes);
    if (http->due > 0) {
        return 0;
    }
    row_second = time(NULL);
    snprintf(body, sizeof(body), "%llu\n", (unsigned long long)http->length);
    return reference_write(fd, &peer->out, answer,
                           write_answer(REFERENCE_HTTP_UPLOAD, answer, body));
}

int reference_http(enum reference_mode mode, int fd, struct reference_peer *peer, char *bytes,
                   size_t n)
{
    const char *end = bytes + n;

    if (mode == REFERENCE_HTTP_UPLOAD) {
        return take_upload(fd, peer, bytes, end);
    }
    return take_requests(mode, fd, peer, join_tail(&peer->http, bytes), end);
}

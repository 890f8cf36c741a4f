/*
 * A request text with a number in it, and what its answer must look like.
 *
 * Each request differs from all others by its number, at a constant length: servers that remember
 * requests they have seen would otherwise be measured on their memory. The answer's length is
 * learnt by asking once (Content-Length when it is HTTP, silence when it is not) and is then the
 * law. Where the answer ends with the request, as demo3's does, every byte of it is checked.
 */
#include "bench/load.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#define STAMP_LEN 16
#define ANSWER_MAX (1 << 20)
#define STATUS_LEN 12 /* "HTTP/1.1 200" */
#define FIRST_NUMBER 0x0123456789abcdefull

static const char stamp_mark[] = "################";

static const char browser_request[] =
    "GET /articles/latest?page=################&utm_source=news HTTP/1.1\\r\\n"
    "Host: 127.0.0.1\\r\\n"
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\\r\\n"
    "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;"
    "q=0.8\\r\\n"
    "Accept-Language: en-GB,en;q=0.7,zh-CN;q=0.3\\r\\n"
    "Accept-Encoding: gzip, deflate, br\\r\\n"
    "Referer: http://127.0.0.1/?################\\r\\n"
    "Connection: keep-alive\\r\\n"
    "Cookie: session=################; theme=dark\\r\\n"
    "Upgrade-Insecure-Requests: 1\\r\\n"
    "Sec-Fetch-Dest: document\\r\\n"
    "Sec-Fetch-Mode: navigate\\r\\n"
    "Sec-Fetch-Site: same-origin\\r\\n"
    "\\r\\n";

/* Turns \r, \n and \\ into the characters they stand for; returns the length. */
static size_t unescape(char *out, const char *in)
{
    char *start = out;

    while (*in) {
        if (in[0] == '\\' && in[1]) {
            *out++ = in[1] == 'r' ? '\r' : in[1] == 'n' ? '\n' : in[1];
            in += 2;
        } else {
            *out++ = *in++;
        }
    }
    return (size_t)(out - start);
}

static void request_init(struct load_request *request, const char *text)
{
    const size_t room = sizeof(request->stamps) / sizeof(*request->stamps);
    char *mark;

    *request = (struct load_request){.text = load_alloc(strlen(text) + 1, 1)};
    request->len = unescape(request->text, text);
    mark = request->text;
    while (request->stamp_count < room && (mark = strstr(mark, stamp_mark))) {
        request->stamps[request->stamp_count++] = (size_t)(mark - request->text);
        mark += STAMP_LEN;
    }
}

/* The length the head promises for the whole answer, or 0 when it is not known (yet). */
static size_t promised_length(const char *answer, size_t n)
{
    const char *end = memmem(answer, n, "\r\n\r\n", 4);
    const char *line = answer;

    if (n < 5 || memcmp(answer, "HTTP/", 5) != 0 || !end) {
        return 0;
    }
    while (line < end) {
        if (strncasecmp(line, "Content-Length:", 15) == 0) {
            return (size_t)(end + 4 - answer) + strtoul(line + 15, NULL, 10);
        }
        line = (const char *)memmem(line, (size_t)(end + 2 - line), "\r\n", 2) + 2;
    }
    return 0;
}

/* Reads one answer from a blocking socket: until the promised length, the end or a silence. */
static void read_answer(struct load *load, int fd, struct load_request *request)
{
    struct timeval silence = {.tv_usec = 100000};

    for (;;) {
        size_t promised = promised_length(request->answer, request->answer_len);
        ssize_t n;

        if (promised && request->answer_len >= promised) {
            return;
        }
        n = recv(fd, request->answer + request->answer_len, ANSWER_MAX - request->answer_len, 0);
        if (n <= 0) {
            if (request->answer_len == 0 || promised) {
                n < 0 ? load_errno(load, errno) : load_error(load, LOAD_ERROR_CLOSED);
                request->answer_len = 0;
            }
            return;
        }
        request->answer_len += (size_t)n;
        if (!promised_length(request->answer, request->answer_len)) {
            setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &silence, sizeof(silence));
        }
    }
}

static void study_answer(struct load *load, struct load_request *request, const char *sent)
{
    size_t n = request->answer_len;

    /* A server that answers everything by an error is fast, and no figure. */
    if (n >= 5 && memcmp(request->answer, "HTTP/", 5) == 0 &&
        (n < STATUS_LEN || memcmp(request->answer + STATUS_LEN - 4, " 200", 4) != 0)) {
        load_error(load, LOAD_ERROR_WRONG);
        request->answer_len = 0;
        return;
    }
    request->echoed =
        n >= request->len && memcmp(request->answer + n - request->len, sent, request->len) == 0;
    request->head_len = request->echoed ? n - request->len : n;
    request->fixed_len = request->head_len;
    if (memmem(request->answer, n, "\r\nDate:", 7) || !request->echoed) {
        request->fixed_len = request->head_len < STATUS_LEN ? request->head_len : STATUS_LEN;
    }
    load->check = request->echoed ? "length and echoed bytes" : "length and status";
}

bool load_request_learn(struct load *load, struct load_request *request)
{
    char *sent;
    int fd;

    request_init(request, load->options.request ? load->options.request : browser_request);
    request->answer = load_alloc(ANSWER_MAX + 1, 1);
    sent = load_alloc(request->len, 1);
    load_request_write(request, sent, FIRST_NUMBER);

    fd = load_connect(load, 0, true);
    if (fd < 0 || send(fd, sent, request->len, MSG_NOSIGNAL) != (ssize_t)request->len) {
        load_errno(load, errno);
    } else {
        read_answer(load, fd, request);
        study_answer(load, request, sent);
    }
    if (fd >= 0) {
        close(fd);
    }
    free(sent);
    return request->answer_len > 0;
}

void load_request_free(struct load_request *request)
{
    free(request->text);
    free(request->answer);
}

void load_request_write(const struct load_request *request, char *out, uint64_t number)
{
    memcpy(out, request->text, request->len);
    for (unsigned i = 0; i < request->stamp_count; i++) {
        char *digit = out + request->stamps[i];

        for (int shift = 60; shift >= 0; shift -= 4) {
            *digit++ = "0123456789abcdef"[number >> shift & 15];
        }
    }
}

bool load_request_check(const struct load_request *request, const char *sent, size_t offset,
                        const char *bytes, size_t n)
{
    size_t end = offset + n;

    if (offset < request->fixed_len) {
        size_t stop = end < request->fixed_len ? end : request->fixed_len;

        if (memcmp(bytes, request->answer + offset, stop - offset) != 0) {
            return false;
        }
    }
    if (request->echoed && end > request->head_len) {
        size_t start = offset > request->head_len ? offset : request->head_len;

        return memcmp(bytes + (start - offset), sent + (start - request->head_len), end - start) ==
               0;
    }
    return true;
}

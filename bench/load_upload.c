/*
 * Upload: one POST with --upload SIZE bytes on one connection, as fast as the server takes them;
 * the answer has to be 200 with that number as its body, which says that all of them arrived.
 *
 * The window is the upload itself, however long it takes: there is one operation, and "bytes" are
 * those sent. The body is the same 256 KiB over and over, since making it must not be what is
 * measured.
 */
#include "bench/load.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/types.h>

#define PATIENCE_SECONDS 120
#define HEAD_ROOM 256
#define ANSWER_ROOM 4096

struct upload {
    int fd;
    char head[HEAD_ROOM];
    uint64_t head_len;
    uint64_t total; /* head and body */
    uint64_t sent;
    uint64_t since;
    char answer[ANSWER_ROOM];
    size_t got;
};

static char piece[LOAD_READ_SIZE];

static void upload_end(struct load *load, struct upload *upload)
{
    load_close(upload->fd, false);
    upload->fd = -1;
    load->active--;
}

static ssize_t upload_send(const struct upload *upload)
{
    size_t start, rest, n;

    if (upload->sent < upload->head_len) {
        return send(upload->fd, upload->head + upload->sent, upload->head_len - upload->sent,
                    MSG_NOSIGNAL | MSG_MORE);
    }
    start = (size_t)((upload->sent - upload->head_len) % sizeof(piece));
    rest = (size_t)(upload->total - upload->sent < sizeof(piece) ? upload->total - upload->sent
                                                                 : sizeof(piece));
    n = sizeof(piece) - start < rest ? sizeof(piece) - start : rest;
    return send(upload->fd, piece + start, n, MSG_NOSIGNAL);
}

static void upload_push(struct load *load, struct upload *upload)
{
    ssize_t n = upload_send(upload);

    if (upload->since == 0) {
        upload->since = load_now();
    }
    if (n < 0) {
        if (errno != EAGAIN && errno != EINTR) {
            load_errno(load, errno);
            upload_end(load, upload);
        }
        return;
    }
    upload->sent += (uint64_t)n;
    load->bytes += (uint64_t)n;
    if (upload->sent == upload->total) {
        load_watch(load, upload->fd, EPOLLIN, upload, EPOLL_CTL_MOD);
    }
}

/* 1: the answer is right; 0: it is not complete; negative: it is wrong. */
static int upload_check(const struct load *load, const struct upload *upload)
{
    const char *end = memmem(upload->answer, upload->got, "\r\n\r\n", 4);
    char *rest;

    /* A refusal is known by its head; nobody knows what its body would say. */
    if (end && (strncmp(upload->answer, "HTTP/1.1 200", 12) != 0 || upload->sent < upload->total)) {
        return -1;
    }
    if (!end || !strchr(end + 4, '\n')) {
        return upload->got == ANSWER_ROOM - 1 ? -1 : 0;
    }
    return strtoull(end + 4, &rest, 10) == load->options.upload_size && *rest == '\n' ? 1 : -1;
}

static void upload_read(struct load *load, struct upload *upload)
{
    ssize_t n = recv(upload->fd, upload->answer + upload->got, ANSWER_ROOM - 1 - upload->got, 0);
    int verdict;

    if (n <= 0) {
        if (n < 0 && (errno == EAGAIN || errno == EINTR)) {
            return;
        }
        n < 0 ? load_errno(load, errno) : load_error(load, LOAD_ERROR_CLOSED);
        upload_end(load, upload);
        return;
    }
    upload->got += (size_t)n;
    verdict = upload_check(load, upload);
    if (verdict == 0) {
        return;
    }
    if (verdict > 0) {
        load_record(load, upload->since, load_now());
    } else {
        load_error(load, LOAD_ERROR_WRONG);
    }
    upload_end(load, upload);
}

static void on_upload(struct load *load, void *owner, uint32_t events)
{
    struct upload *upload = owner;

    /* An answer before the end of the upload is a refusal: it is read first, to be counted as one. */
    if (events & ~(uint32_t)EPOLLOUT) {
        upload_read(load, upload);
    } else {
        upload_push(load, upload);
    }
}

void load_upload(struct load *load)
{
    static struct upload upload;

    load->check = "status and counted bytes";
    load->options.connections = 1;
    load->options.warmup = 0;
    load->options.seconds = PATIENCE_SECONDS;
    memset(piece, 'u', sizeof(piece));
    upload.head_len = (uint64_t)snprintf(upload.head, HEAD_ROOM,
                                         "POST /upload HTTP/1.1\r\n"
                                         "Host: 127.0.0.1\r\n"
                                         "Content-Type: application/octet-stream\r\n"
                                         "Content-Length: %u\r\n\r\n",
                                         load->options.upload_size);
    upload.total = upload.head_len + load->options.upload_size;
    upload.fd = load_connect(load, 0, true);
    if (upload.fd < 0) {
        load_errno(load, errno);
        return;
    }
    load_nonblocking(upload.fd);
    load_watch(load, upload.fd, EPOLLIN | EPOLLOUT, &upload, EPOLL_CTL_ADD);
    load->active = 1;
    load_run(load, on_upload);
}

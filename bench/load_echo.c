/*
 * Echo: each connection sends a message of --echo SIZE bytes and reads while it writes, until as
 * many bytes came back; then the next message.
 *
 * The messages are windows into one buffer of noise, which all connections share; consecutive
 * messages start at different places in it, so bytes of one are wrong in another. Every byte of
 * the first messages and of each 64th is compared, of the others both ends of each read: comparing
 * all would make the generator slower than the servers.
 */
#include "bench/load.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/types.h>

#define SHIFTS 251
#define EDGE 32
#define READ_OFFSET 256

struct echoer {
    int fd;
    bool writing; /* waits for room in the socket */
    uint64_t round;
    size_t sent;
    size_t got;
    uint64_t since;
};

static char *noise;
/* Read to a fixed place in its page, away from the slow ones (README, trap 9). */
static _Alignas(4096) char pages[READ_OFFSET + LOAD_READ_SIZE];
static char *const scratch = pages + READ_OFFSET;

static void noise_init(size_t size)
{
    uint64_t state = 0x9e3779b97f4a7c15ull;

    noise = load_alloc(size, 1);
    for (size_t i = 0; i < size; i++) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        noise[i] = (char)(state >> 32);
    }
}

static const char *message(const struct echoer *echoer)
{
    return noise + echoer->round % SHIFTS;
}

static void echoer_end(struct load *load, struct echoer *echoer)
{
    load_close(echoer->fd, false);
    echoer->fd = -1;
    load->active--;
}

static void echoer_send(struct load *load, struct echoer *echoer)
{
    size_t size = load->options.echo_size;
    ssize_t n = send(echoer->fd, message(echoer) + echoer->sent, size - echoer->sent, MSG_NOSIGNAL);
    bool writing;

    if (n < 0 && errno != EAGAIN && errno != EINTR) {
        load_errno(load, errno);
        echoer_end(load, echoer);
        return;
    }
    echoer->sent += n > 0 ? (size_t)n : 0;
    writing = echoer->sent < size;
    if (writing != echoer->writing) {
        echoer->writing = writing;
        load_watch(load, echoer->fd, EPOLLIN | (writing ? EPOLLOUT : 0), echoer, EPOLL_CTL_MOD);
    }
}

static void echoer_begin(struct load *load, struct echoer *echoer, uint64_t now)
{
    echoer->round++;
    echoer->sent = 0;
    echoer->got = 0;
    echoer->since = now;
    echoer_send(load, echoer);
}

/* Whether n received bytes continue the message; more than was sent is wrong as well. */
static bool echoer_check(const struct echoer *echoer, size_t n)
{
    const char *expected = message(echoer) + echoer->got;

    if (n > echoer->sent - echoer->got) {
        return false;
    }
    if (echoer->round < 8 || echoer->round % 64 == 0 || n <= 2 * EDGE) {
        return memcmp(scratch, expected, n) == 0;
    }
    return memcmp(scratch, expected, EDGE) == 0 &&
           memcmp(scratch + n - EDGE, expected + n - EDGE, EDGE) == 0;
}

/* False when the connection ended. */
static bool echoer_read(struct load *load, struct echoer *echoer)
{
    ssize_t n = recv(echoer->fd, scratch, LOAD_READ_SIZE, 0);

    if (n < 0 && (errno == EAGAIN || errno == EINTR)) {
        return true;
    }
    if (n > 0 && echoer_check(echoer, (size_t)n)) {
        echoer->got += (size_t)n;
        if (load->phase == LOAD_MEASURING) {
            load->bytes += (uint64_t)n;
        }
        return true;
    }
    if (n < 0) {
        load_errno(load, errno);
    } else {
        load_error(load, n > 0 ? LOAD_ERROR_WRONG : LOAD_ERROR_CLOSED);
    }
    echoer_end(load, echoer);
    return false;
}

static void on_echoer(struct load *load, void *owner, uint32_t events)
{
    struct echoer *echoer = owner;
    uint64_t now;

    /* Reading first makes room for what the server has to say before it is told more. */
    if ((events & ~(uint32_t)EPOLLOUT) && !echoer_read(load, echoer)) {
        return;
    }
    if (echoer->got == load->options.echo_size) {
        now = load_now();
        load_record(load, echoer->since, now);
        if (load_goes_on(load)) {
            echoer_begin(load, echoer, now);
        } else {
            echoer_end(load, echoer);
        }
    } else if (events & EPOLLOUT) {
        echoer_send(load, echoer);
    }
}

static void open_all(struct load *load, struct echoer *echoers)
{
    for (unsigned i = 0; i < load->options.connections; i++) {
        echoers[i].fd = load_connect(load, i, true);
        if (echoers[i].fd < 0) {
            load_errno(load, errno);
            return;
        }
        load_nonblocking(echoers[i].fd);
        load_watch(load, echoers[i].fd, EPOLLIN, &echoers[i], EPOLL_CTL_ADD);
        load->active++;
    }
}

void load_echo(struct load *load)
{
    struct echoer *echoers = load_alloc(load->options.connections, sizeof(*echoers));

    load->check = "length and bytes, all of 1 message in 64, both ends of each read otherwise";
    noise_init(load->options.echo_size + SHIFTS);
    open_all(load, echoers);
    /* A run with fewer connections than asked for would be a figure about something else. */
    if (load_error_total(load) == 0) {
        for (unsigned i = 0; i < load->options.connections; i++) {
            echoer_begin(load, &echoers[i], load_now());
        }
        load_run(load, on_echoer);
    }
    free(noise);
    free(echoers);
}

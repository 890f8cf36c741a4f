/*
 * Sockets of the load generator: connecting from several loopback addresses, watching, closing.
 *
 * It keeps no list of them: a descriptor belongs to the mode that asked for it.
 */
#include "bench/load.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#define FIRST_SOURCE 0x7f000002u /* 127.0.0.2 */

/* About 28,000 ports an address: 16 addresses outlast every churn run and any idle one. */
#define SOURCES 16

static int set(int fd, int level, int option, int value)
{
    return setsockopt(fd, level, option, &value, sizeof(value));
}

static int prepare(int fd, unsigned index, bool blocking)
{
    struct sockaddr_in source = {.sin_family = AF_INET,
                                 .sin_addr.s_addr = htonl(FIRST_SOURCE + index % SOURCES)};
    struct timeval patience = {.tv_sec = (time_t)(LOAD_PATIENCE_NS / 1000000000ull)};

    if (blocking && (setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience)) < 0 ||
                     setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience)) < 0)) {
        return -1;
    }
    /* The port is chosen at connect, when the whole pair of addresses is known: without this a
     * source address has only its own 28,000 ports for all targets together. */
    if (set(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, 1) < 0 ||
        set(fd, IPPROTO_TCP, TCP_NODELAY, 1) < 0) {
        return -1;
    }
    return bind(fd, (struct sockaddr *)&source, sizeof(source));
}

int load_connect(const struct load *load, unsigned index, bool blocking)
{
    struct sockaddr_in target = {.sin_family = AF_INET,
                                 .sin_port = htons((uint16_t)load->options.port),
                                 .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | (blocking ? 0 : SOCK_NONBLOCK), 0);

    if (fd < 0) {
        return -1;
    }
    if (prepare(fd, index, blocking) < 0 ||
        (connect(fd, (struct sockaddr *)&target, sizeof(target)) < 0 &&
         (blocking || errno != EINPROGRESS))) {
        int why = errno;

        close(fd);
        errno = why;
        return -1;
    }
    return fd;
}

void load_watch(const struct load *load, int fd, uint32_t events, void *owner, int verb)
{
    struct epoll_event event = {.events = events, .data.ptr = owner};

    if (epoll_ctl(load->epoll, verb, fd, &event) < 0) {
        load_die("epoll_ctl");
    }
}

void load_nonblocking(int fd)
{
    if (fcntl(fd, F_SETFL, O_NONBLOCK) < 0) {
        load_die("fcntl");
    }
}

void load_close(int fd, bool reset)
{
    if (reset) {
        struct linger linger = {.l_onoff = 1, .l_linger = 0};

        setsockopt(fd, SOL_SOCKET, SO_LINGER, &linger, sizeof(linger));
    }
    close(fd);
}

/*
 * pass: see pass.h. unix(7), SCM_RIGHTS.
 */
#include "core/net/pass.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#ifndef MSG_CMSG_CLOEXEC
#define MSG_CMSG_CLOEXEC 0
#endif

/* Room for the one descriptor of a message, aligned as the kernel wants it. */
typedef union pass_control {
    char room[CMSG_SPACE(sizeof(int))];
    struct cmsghdr align;
} pass_control;

int crew_pass_open(crew_pass *pass, crew_err *err)
{
    int pair[2];

    /* Messages in order, of which many may wait; macOS has them only as datagrams. */
    if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair) != 0 && socketpair(AF_UNIX, SOCK_DGRAM, 0, pair) != 0) {
        return crew_err_set(err, CREW_ESYSTEM, "no sockets to hand connections over: %s", strerror(errno));
    }
    for (int i = 0; i < 2; i++) {
        (void)fcntl(pair[i], F_SETFL, O_NONBLOCK); /* cannot fail on a socket just made */
        (void)fcntl(pair[i], F_SETFD, FD_CLOEXEC);
    }
    *pass = (crew_pass){.from = pair[0], .to = pair[1]};
    return 0;
}

static void pass_close_end(int *fd)
{
    if (*fd >= 0) {
        (void)close(*fd);
        *fd = -1;
    }
}

void crew_pass_close(crew_pass *pass)
{
    pass_close_end(&pass->from);
    pass_close_end(&pass->to);
}

bool crew_pass_send(int to, int fd, const struct sockaddr *peer, socklen_t len)
{
    pass_control control = {0};
    struct sockaddr nobody = {.sa_family = AF_UNSPEC};
    struct iovec part = {.iov_base = (void *)(uintptr_t)peer, .iov_len = len};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control.room, .msg_controllen = sizeof control.room};
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    ssize_t sent;

    if (len == 0) { /* a message without a byte would be the end of all */
        part = (struct iovec){.iov_base = &nobody, .iov_len = sizeof nobody};
    }
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof fd);
    memcpy(CMSG_DATA(head), &fd, sizeof fd);
    do {
        sent = sendmsg(to, &message, MSG_NOSIGNAL);
    } while (sent < 0 && errno == EINTR);
    return sent >= 0;
}

/* Where a message's descriptor finds no place the kernel drops it: so it is asked before whether there is one. */
static bool pass_has_place(int from)
{
    int probe = fcntl(from, F_DUPFD_CLOEXEC, 0);

    if (probe < 0) {
        return false;
    }
    (void)close(probe);
    return true;
}

static int pass_descriptor_of(struct msghdr *message)
{
    struct cmsghdr *head = CMSG_FIRSTHDR(message);
    int fd;

    if (head == NULL || head->cmsg_level != SOL_SOCKET || head->cmsg_type != SCM_RIGHTS || head->cmsg_len != CMSG_LEN(sizeof fd)) {
        return -1;
    }
    memcpy(&fd, CMSG_DATA(head), sizeof fd);
    return fd;
}

int crew_pass_receive(int from, struct sockaddr *peer, socklen_t *len)
{
    pass_control control = {0};
    struct iovec part = {.iov_base = peer, .iov_len = *len};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control.room, .msg_controllen = sizeof control.room};
    ssize_t got;
    int fd;

    if (!pass_has_place(from)) {
        return -1;
    }
    do {
        got = recvmsg(from, &message, MSG_CMSG_CLOEXEC);
    } while (got < 0 && errno == EINTR);
    if (got < 0) {
        return -1;
    }
    if (got == 0) {
        errno = EAGAIN; /* nobody is left who could send, which the lifeline tells, too */
        return -1;
    }
    fd = pass_descriptor_of(&message);
    if (fd < 0) {
        errno = ECONNABORTED;
        return -1;
    }
    if (MSG_CMSG_CLOEXEC == 0) {
        (void)fcntl(fd, F_SETFD, FD_CLOEXEC); /* O_NONBLOCK came with it */
    }
    *len = (socklen_t)got;
    return fd;
}

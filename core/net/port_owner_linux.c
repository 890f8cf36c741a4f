/*
 * port_owner_linux: finds the socket in /proc/net/tcp, then the process that has it open (see port_owner.h). Only as much is seen
 * as this user may see.
 */
#include "core/net/port_owner.h"

#include <ctype.h>
#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TCP_LISTEN_STATE 0x0A

/* The inode of the socket that listens on `port`, 0 when there is none. */
static unsigned long port_owner_inode(const char *table, uint16_t port)
{
    FILE *file = fopen(table, "re");
    char line[512];
    unsigned long found = 0;

    if (file == NULL) {
        return 0;
    }
    while (found == 0 && fgets(line, sizeof line, file) != NULL) {
        unsigned at;
        unsigned state;
        unsigned long inode;

        /* sl local:port remote:port state tx:rx tr:when retrans uid timeout inode */
        if (sscanf(line, " %*d: %*[0-9A-Fa-f]:%x %*[0-9A-Fa-f]:%*x %x %*x:%*x %*x:%*x %*x %*d %*d %lu", &at, &state, &inode) == 3 &&
            at == port && state == TCP_LISTEN_STATE) {
            found = inode;
        }
    }
    (void)fclose(file);
    return found;
}

static bool port_owner_has_socket(const char *pid, const char *wanted)
{
    char path[288];
    char target[64];
    DIR *folder;
    struct dirent *entry;
    bool found = false;

    (void)snprintf(path, sizeof path, "/proc/%s/fd", pid);
    folder = opendir(path);
    if (folder == NULL) {
        return false;
    }
    while (!found && (entry = readdir(folder)) != NULL) {
        ssize_t len;

        (void)snprintf(path, sizeof path, "/proc/%.20s/fd/%.200s", pid, entry->d_name);
        len = readlink(path, target, sizeof target - 1);
        if (len > 0) {
            target[len] = '\0';
            found = strcmp(target, wanted) == 0;
        }
    }
    (void)closedir(folder);
    return found;
}

static void port_owner_name(const char *pid, char *text, size_t size)
{
    char path[64];
    char name[32] = "";
    FILE *file;

    (void)snprintf(path, sizeof path, "/proc/%.20s/comm", pid);
    file = fopen(path, "re");
    if (file != NULL) {
        if (fgets(name, sizeof name, file) != NULL) {
            name[strcspn(name, "\n")] = '\0';
        }
        (void)fclose(file);
    }
    (void)snprintf(text, size, name[0] != '\0' ? "pid %s (%s)" : "pid %s", pid, name);
}

bool crew_port_owner(uint16_t port, char *text, size_t size)
{
    unsigned long inode = 0;
    char wanted[64];
    DIR *proc;
    struct dirent *entry;
    bool found = false;

    if (port != 0) {
        inode = port_owner_inode("/proc/net/tcp", port);
        inode = inode != 0 ? inode : port_owner_inode("/proc/net/tcp6", port);
    }
    proc = inode != 0 ? opendir("/proc") : NULL;
    if (proc == NULL) {
        return false;
    }
    (void)snprintf(wanted, sizeof wanted, "socket:[%lu]", inode);
    while (!found && (entry = readdir(proc)) != NULL) {
        if (isdigit((unsigned char)entry->d_name[0]) && port_owner_has_socket(entry->d_name, wanted)) {
            port_owner_name(entry->d_name, text, size);
            found = true;
        }
    }
    (void)closedir(proc);
    return found;
}

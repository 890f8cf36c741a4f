/*
 * program_linux: see program.h. What /proc knows: the arguments, and the path of the program, which is another file after an update.
 */
#include "core/proc/program.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/alloc.h"

static struct {
    char program[PATH_MAX];
    char folder[PATH_MAX];
    char *arguments; /* one after the other, each with its NUL */
    size_t size;
} program;

static void program_read_arguments(void)
{
    int fd = open("/proc/self/cmdline", O_RDONLY | O_CLOEXEC);
    ssize_t n = 1;

    while (fd >= 0 && n > 0) {
        program.arguments = crew_realloc(program.arguments, program.size + 4096);
        n = read(fd, program.arguments + program.size, 4096);
        program.size += n > 0 ? (size_t)n : 0;
    }
    if (fd >= 0) {
        (void)close(fd);
    }
}

/* As the shell has it, if that is true: a path through a link leads to wherever the link points by then. */
static void program_read_folder(void)
{
    const char *shown = getenv("PWD");
    struct stat a;
    struct stat b;

    if (shown != NULL && shown[0] == '/' && strlen(shown) < sizeof program.folder && stat(shown, &a) == 0 && stat(".", &b) == 0 &&
        a.st_dev == b.st_dev && a.st_ino == b.st_ino) {
        memcpy(program.folder, shown, strlen(shown) + 1);
    } else if (getcwd(program.folder, sizeof program.folder) == NULL) {
        program.folder[0] = '\0';
    }
}

void crew_program_remember(void)
{
    ssize_t n = readlink("/proc/self/exe", program.program, sizeof program.program - 1);

    program.program[n > 0 ? n : 0] = '\0';
    crew_free(program.arguments);
    program.arguments = NULL;
    program.size = 0;
    program_read_arguments();
    program_read_folder();
}

void crew_program_exec(void)
{
    size_t count = 0;
    size_t given = 0;
    char **argv;

    for (size_t i = 0; i < program.size; i++) {
        count += program.arguments[i] == '\0';
    }
    if (count == 0 || (program.folder[0] != '\0' && chdir(program.folder) != 0)) {
        errno = count == 0 ? ENOENT : errno;
        return;
    }
    argv = crew_calloc(count + 1, sizeof *argv);
    for (size_t i = 0; given < count; i += strlen(program.arguments + i) + 1) {
        argv[given++] = program.arguments + i;
    }
    (void)execv(program.program, argv);
    crew_free(argv);
}

/*
 * program: how this program was started, to start it again: remembered early, because programs overwrite their arguments and move about.
 */
#ifndef CREW_PROC_PROGRAM_H
#define CREW_PROC_PROGRAM_H

/* Remembers. Once, as early as can be. */
void crew_program_remember(void);

/* In a fork: becomes that program again, in the folder it was started from. Comes back only when it cannot, with errno. */
void crew_program_exec(void);

#endif

/*
 * parent: has the system send a child a signal when its parent dies.
 */
#ifndef CREW_PROC_PARENT_H
#define CREW_PROC_PARENT_H

/* Best effort. Where it does nothing, the worker's lifeline (the end of a pipe the master holds) tells it in the next turn of its loop;
 * only a worker stuck in a callback would then outlive its master until that callback returns. */
void crew_parent_signal_on_death(int signo);

#endif

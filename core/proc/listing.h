/*
 * listing: a worker's answer when the master asks for its connections. Any byte on the socket asks; the answer is the length of the list in
 * decimal, a newline, and the list: JSON objects with commas between them. It leaves as the socket takes it, between other events.
 */
#ifndef CREW_PROC_LISTING_H
#define CREW_PROC_LISTING_H

#include "core/net/conn.h"

typedef struct crew_listing {
    crew_source source;
    crew_service *service;
    int slot;
    crew_buf *out;
} crew_listing;

/* Answers on `fd` (taken) from now on; -1: nobody asks. */
void crew_listing_init(crew_listing *listing, crew_service *service, int slot, int fd);

void crew_listing_clear(crew_listing *listing);

#endif

/*
 * list: an intrusive doubly linked list. The node lives inside the thing that is listed, so linking never allocates and
 * unlinking is O(1). A node that is in no list points at itself; so does an empty list's head.
 */
#ifndef CREW_BASE_LIST_H
#define CREW_BASE_LIST_H

#include <stdbool.h>
#include <stddef.h>

typedef struct crew_list {
    struct crew_list *next;
    struct crew_list *prev;
} crew_list;

#define CREW_CONTAINER_OF(node, type, member) ((type *)(void *)((char *)(node) - offsetof(type, member)))

static inline void crew_list_init(crew_list *node)
{
    node->next = node;
    node->prev = node;
}

static inline bool crew_list_is_empty(const crew_list *head)
{
    return head->next == head;
}

static inline bool crew_list_is_linked(const crew_list *node)
{
    return node->next != node;
}

static inline void crew_list_append(crew_list *head, crew_list *node)
{
    node->next = head;
    node->prev = head->prev;
    head->prev->next = node;
    head->prev = node;
}

/* Takes the node out of whatever list it is in; harmless when it is in none. */
static inline void crew_list_remove(crew_list *node)
{
    node->prev->next = node->next;
    node->next->prev = node->prev;
    crew_list_init(node);
}

/* The first node, taken out, or NULL. */
static inline crew_list *crew_list_shift(crew_list *head)
{
    crew_list *node = head->next;

    if (node == head) {
        return NULL;
    }
    crew_list_remove(node);
    return node;
}

/* Moves every node of `from` to the end of `to`; `from` is empty afterwards. */
static inline void crew_list_splice(crew_list *to, crew_list *from)
{
    if (crew_list_is_empty(from)) {
        return;
    }
    from->next->prev = to->prev;
    from->prev->next = to;
    to->prev->next = from->next;
    to->prev = from->prev;
    crew_list_init(from);
}

#endif

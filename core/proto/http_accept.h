/*
 * http_accept: which content codings a client takes (RFC 9110 section 12.5.3).
 */
#ifndef CREW_PROTO_HTTP_ACCEPT_H
#define CREW_PROTO_HTTP_ACCEPT_H

#include <stdbool.h>

#include "core/base/span.h"

/*
 * Whether what is sent in answer to this Accept-Encoding (empty: there was none) should be in gzip: it is accepted, by its name or by "*", and the
 * client does not say that it prefers "identity", the bytes as they are. An element that is malformed counts as absent.
 */
bool crew_http_accepts_gzip(crew_span accept_encoding);

#endif

/*
 * http_target: see the header. Only the shape is looked at: no name is resolved, no escape undone, and a path is the caller's to understand.
 */
#include "core/proto/http_target.h"

#include "core/proto/http_chars.h"

/* A name or an IPv4 address; a name may be anything of this shape, underscores and escapes too. */
static bool name_is_valid(crew_span name)
{
    for (size_t i = 0; i < name.len; i++) {
        if (crew_http_byte_is(name.ptr[i], CREW_HTTP_BYTE_HOST)) {
            continue;
        }
        if (crew_http_percent(crew_span_skip(name, i)) < 0) {
            return false;
        }
        i += 2;
    }
    return true;
}

/* What is between the brackets. Zones (RFC 6874) mean something on the sender's machine only, and addresses of the future are not here yet. */
static bool ipv6_is_valid(crew_span address)
{
    for (size_t i = 0; i < address.len; i++) {
        if (crew_http_char_hex(address.ptr[i]) < 0 && address.ptr[i] != ':' && address.ptr[i] != '.') {
            return false;
        }
    }
    return address.len >= 2 && memchr(address.ptr, ':', address.len) != NULL;
}

static bool port_is_valid(crew_span port)
{
    unsigned number = 0;

    for (size_t i = 0; i < port.len; i++) {
        if (!crew_http_char_is_digit(port.ptr[i])) {
            return false;
        }
        number = number * 10 + (unsigned)(port.ptr[i] - '0');
        if (number > 65535) {
            return false;
        }
    }
    return true;
}

/* Cuts at the colon before the port, which is not one inside of brackets. Without a colon, `port` is empty and points nowhere. */
static bool authority_split(crew_span text, crew_span *host, crew_span *port)
{
    const char *end = text.ptr + text.len;
    const char *from = text.ptr;
    const char *colon;

    if (text.len > 0 && text.ptr[0] == '[') {
        from = memchr(text.ptr, ']', text.len);
        if (from == NULL || (++from < end && *from != ':')) {
            return false;
        }
    }
    colon = from < end ? memchr(from, ':', (size_t)(end - from)) : NULL;
    *host = crew_span_of(text.ptr, (size_t)((colon != NULL ? colon : end) - text.ptr));
    *port = colon != NULL ? crew_span_of(colon + 1, (size_t)(end - colon - 1)) : crew_span_of(NULL, 0);
    return true;
}

static bool host_and_port_are_valid(crew_span host, crew_span port)
{
    if (host.len > 0 && host.ptr[0] == '[') {
        return ipv6_is_valid(crew_span_of(host.ptr + 1, host.len - 2)) && port_is_valid(port);
    }
    return name_is_valid(host) && port_is_valid(port);
}

bool crew_http_is_host(crew_span text)
{
    crew_span host;
    crew_span port;

    return authority_split(text, &host, &port) && host_and_port_are_valid(host, port);
}

/* CONNECT wants both, RFC 9110 section 9.3.6. */
static bool target_is_authority(crew_span target)
{
    crew_span host;
    crew_span port;

    return authority_split(target, &host, &port) && host.len > 0 && port.len > 0 && host_and_port_are_valid(host, port);
}

/*
 * scheme "://" authority, and a path or a query may follow. A user and password in it are an error (RFC 9110 section 4.2.4), and so is
 * an empty host (section 4.2.1).
 */
static bool target_is_absolute(crew_span target)
{
    const char *end = target.ptr + target.len;
    const char *at = target.ptr;
    crew_span host;
    crew_span port;
    crew_span authority;

    if ((*at | 0x20) < 'a' || (*at | 0x20) > 'z') {
        return false;
    }
    while (at < end && (crew_http_char_is_digit(*at) || ((*at | 0x20) >= 'a' && (*at | 0x20) <= 'z') || *at == '+' || *at == '-' || *at == '.')) {
        at++;
    }
    if (end - at < 3 || memcmp(at, "://", 3) != 0) {
        return false;
    }
    authority.ptr = at += 3;
    while (at < end && *at != '/' && *at != '?') {
        at++;
    }
    authority.len = (size_t)(at - authority.ptr);
    return authority_split(authority, &host, &port) && host.len > 0 && host_and_port_are_valid(host, port);
}

int crew_http_target_form(crew_span target, crew_span method)
{
    if (crew_span_eq(method, crew_span_of("CONNECT", 7))) {
        return target_is_authority(target) ? CREW_HTTP_FORM_AUTHORITY : -1;
    }
    if (target.ptr[0] == '/') {
        return CREW_HTTP_FORM_ORIGIN;
    }
    if (target.len == 1 && target.ptr[0] == '*') {
        return crew_span_eq(method, crew_span_of("OPTIONS", 7)) ? CREW_HTTP_FORM_ASTERISK : -1;
    }
    return target_is_absolute(target) ? CREW_HTTP_FORM_ABSOLUTE : -1;
}

crew_http_target_parts crew_http_target_split(crew_span target, crew_http_form form)
{
    crew_http_target_parts parts = {{"", 0}, {"", 0}, {"", 0}};
    size_t at = 0;

    if (form == CREW_HTTP_FORM_ABSOLUTE) {
        target = crew_span_skip(target, (size_t)((const char *)memchr(target.ptr, ':', target.len) - target.ptr) + 3); /* "://" */
        while (at < target.len && target.ptr[at] != '/' && target.ptr[at] != '?') {
            at++;
        }
        parts.authority = crew_span_of(target.ptr, at);
        target = crew_span_skip(target, at);
    }
    parts.query = target;
    parts.path = crew_http_cut(&parts.query, '?');
    if (parts.path.len == 0) {
        parts.path = crew_span_of("/", 1);
    }
    return parts;
}

<?php

/** @generate-class-entries */

namespace Crew\Http;

/**
 * A request, as onMessage of an http:// worker gets it. What is in it is looked up or parsed when it is asked for, and remembered where it was
 * costly. It may be kept as long as you like.
 *
 * @strict-properties
 * @not-serializable
 */
final class Request
{
    /** Anything you like to keep with the request. */
    public mixed $context = null;

    private function __construct() {}

    /** "GET"; as the client wrote it, since methods have case. */
    public function method(): string {}

    /** The target as it was sent: the path, with the query if there is one, or "http://host/path" from a client that takes us for a proxy. */
    public function uri(): string {}

    /** The path as it was sent, not decoded and without the query. */
    public function path(): string {}

    /** What stands behind the "?", not decoded; "" when there is nothing. */
    public function queryString(): string {}

    /**
     * The value of that name in the query, or all of them. Names with brackets become arrays, and names with dots or blanks get underscores, as
     * in $_GET; the INI settings max_input_vars and max_input_nesting_level hold, and what is beyond them is left out.
     *
     * @return mixed a string, an array, or $default when there is none of that name
     */
    public function get(?string $name = null, mixed $default = null): mixed {}

    /**
     * The same of the body: a form (application/x-www-form-urlencoded, or multipart/form-data without its files), or the array or object that
     * a JSON body is. Empty for other types, and for a body that is no JSON; a multipart/form-data that is malformed is answered by 400, and no
     * request at all.
     */
    public function post(?string $name = null, mixed $default = null): mixed {}

    /**
     * The value of a header, or all of them by their names in lower case. Names are compared without case. Values of a header that is there
     * more than once are joined by ", ", those of Cookie by "; ".
     *
     * @return mixed a string, an array of strings, or $default when there is none of that name
     */
    public function header(?string $name = null, mixed $default = null): mixed {}

    /**
     * The value of a cookie, decoded, or all of them. Of several with one name the first counts. Names are as they were sent.
     *
     * @return mixed a string, an array of strings, or $default when there is none of that name
     */
    public function cookie(?string $name = null, mixed $default = null): mixed {}

    /**
     * An uploaded file, an array of them for a name with brackets, or all of them; null when there is none of that name.
     */
    public function file(?string $name = null): array|UploadedFile|null {}

    /** The host the client wants to speak to, with the port unless it said none; null when it said neither (HTTP/1.0). */
    public function host(bool $withoutPort = false): ?string {}

    /** "1.1" or "1.0". */
    public function protocolVersion(): string {}

    /** Request line and headers as they were sent, with the empty line that ends them. */
    public function rawHead(): string {}

    /** The body without its transfer coding; "" when it came in pieces. */
    public function rawBody(): string {}

    /**
     * The body as a stream resource to read from. With onBody it is the one that has the body as it comes; otherwise all of it is there.
     *
     * @return resource
     */
    public function stream() {}

    /**
     * A field that came behind a chunked body, or all of them; as header().
     */
    public function trailer(?string $name = null, mixed $default = null): mixed {}

    /** Whether Content-Type says that the body is JSON: application/json, or a type that ends in +json. */
    public function isJson(): bool {}

    /**
     * The body decoded from JSON, whatever its Content-Type; objects become arrays.
     *
     * @throws \JsonException when it is none
     */
    public function json(): mixed {}
}

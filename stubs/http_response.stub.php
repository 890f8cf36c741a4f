<?php

/** @generate-class-entries */

namespace Crew\Http;

/**
 * An answer: return it from onMessage, or give it to Connection::send(). It may be sent any number of times. The methods that change it return
 * the object itself, not a changed copy.
 *
 * Headers are checked when they are set: a name that is no token and a value with a line end or another control character are a
 * Crew\HeaderException. Content-Length and Transfer-Encoding are the server's, and of Connection only "close" can be asked for. A body without a
 * Content-Type is sent as "text/html; charset=utf-8".
 *
 * @not-serializable
 */
class Response
{
    /**
     * @param int $status 200 to 599
     * @param array $headers name => value, or name => list of values
     * @throws \ValueError when there is no such status
     * @throws \Crew\HeaderException
     */
    public function __construct(int $status = 200, array $headers = [], string $body = '') {}

    /**
     * @param string $reason "" for the usual one
     * @throws \ValueError when there is no such status
     * @throws \Crew\HeaderException when the reason has control characters
     */
    public function withStatus(int $status, string $reason = ''): static {}

    public function getStatusCode(): int {}

    public function getReasonPhrase(): string {}

    /**
     * Sets a header in place of those of that name.
     *
     * @param string|array $value one value, or a list of them, each of which gets its own line
     * @throws \Crew\HeaderException
     */
    public function header(string $name, string|array $value): static {}

    /**
     * @param string|array $value
     * @implementation-alias Crew\Http\Response::header
     */
    public function withHeader(string $name, string|array $value): static {}

    /**
     * @param array $headers name => value, or name => list of values
     * @throws \Crew\HeaderException; those before it are set then
     */
    public function withHeaders(array $headers): static {}

    public function withoutHeader(string $name): static {}

    /** The value, those of several headers of that name joined by ", ", or null. */
    public function getHeader(string $name): ?string {}

    /** name => value, or name => list of values where there are several. */
    public function getHeaders(): array {}

    public function withBody(string $body): static {}

    public function rawBody(): string {}

    /**
     * Adds a cookie. The value is percent-encoded where it has to be. Without $maxAge it lives as long as the browser's session.
     *
     * @param int|null $maxAge seconds; 0 deletes it
     * @param string $sameSite "Lax", "Strict", "None" or ""
     * @throws \Crew\HeaderException when browsers would not take it, with the reason
     */
    public function cookie(string $name, string $value = '', ?int $maxAge = null, string $path = '', string $domain = '', bool $secure = false, bool $httpOnly = false, string $sameSite = ''): static {}

    /**
     * Sends a file as the body, without reading it into memory. It is opened here. Its Content-Type, unless one is set, is by its name. With status 200
     * and the whole of it, Last-Modified and ETag are sent, and conditional and range requests are answered as they should be.
     *
     * @param int $offset where to begin, in bytes
     * @param int $length how many bytes; 0: to the end
     * @throws \Crew\Exception when it cannot be opened or is no regular file
     * @throws \ValueError when $offset or $length is negative
     */
    public function withFile(string $path, int $offset = 0, int $length = 0): static {}

    /**
     * Whether the body is compressed for clients that accept that. Unless this is called, it is when it is text of at least 1 KiB, the status is 200
     * and no Content-Encoding is set. Files are not compressed.
     */
    public function gzip(bool $on = true): static {}
}

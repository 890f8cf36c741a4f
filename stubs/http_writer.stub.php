<?php

/** @generate-class-entries */

namespace Crew\Http;

/**
 * An answer that is written piece by piece; Connection::begin() makes it. When it goes without end(), its connection is closed, since the client could
 * not tell otherwise that something is missing.
 *
 * @strict-properties
 * @not-serializable
 */
final class Writer
{
    private function __construct() {}

    /**
     * Sends a piece. False when nothing of it was taken: the send buffer is full (try again in onBufferDrain), or the connection is closed
     * (isOpen() tells).
     *
     * @throws \Crew\Exception after end(), or when it is more than the length that begin() was told leaves; nothing of it is sent then
     */
    public function write(string $data): bool {}

    /**
     * Sends a last piece and ends the answer.
     *
     * @param array $trailers name => value, or name => list of values; sent when the body goes in chunks, and lost otherwise
     * @throws \Crew\Exception after end(), when the send buffer is too full for $data, or when that is more than the length leaves; the answer goes on then
     * @throws \Crew\HeaderException when a trailer cannot be sent; the answer goes on then
     */
    public function end(string $data = '', array $trailers = []): void {}

    /** Whether write() makes sense: neither end() was called nor is the connection closed. */
    public function isOpen(): bool {}
}

/**
 * Server-Sent Events, as EventSource in a browser reads them; Connection::events() makes it. Goes as Writer does.
 *
 * @strict-properties
 * @not-serializable
 */
final class EventStream
{
    private function __construct() {}

    /**
     * Sends an event. False when nothing of it was taken, as with Writer::write().
     *
     * @param string $data any text, of any number of lines
     * @param string $event its type; "" for "message"
     * @param string $id what the browser sends as Last-Event-ID when it comes back
     * @param int|null $retry milliseconds until it comes back
     * @throws \ValueError when $event or $id has a line end or a NUL, or $retry is negative
     * @throws \Crew\Exception after end()
     */
    public function send(string $data, string $event = '', string $id = '', ?int $retry = null): bool {}

    /**
     * Sends what browsers ignore, which keeps proxies from giving the connection up.
     *
     * @throws \Crew\Exception after end()
     */
    public function comment(string $text = ''): bool {}

    /** @throws \Crew\Exception when called twice */
    public function end(): void {}

    /** As Writer::isOpen(). */
    public function isOpen(): bool {}
}

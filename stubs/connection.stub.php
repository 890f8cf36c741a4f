<?php

/** @generate-class-entries */

namespace Crew;

/**
 * A connection as an object. Raw connections arrive as stream resources; type a callback's first parameter Crew\Connection, or call
 * Connection::of($stream), to have this instead. Both are the same connection. It stays readable after the close.
 *
 * @strict-properties
 * @not-serializable
 */
final class Connection
{
    /**
     * A send was refused because the unsent bytes had reached maxSendBufferSize.
     *
     * @var int
     * @cvalue CREW_EFULL
     */
    public const ERROR_SEND_BUFFER_FULL = UNKNOWN;

    /**
     * The peer announced or sent a message larger than maxPackageSize.
     *
     * @var int
     * @cvalue CREW_ETOO_LARGE
     */
    public const ERROR_TOO_LARGE = UNKNOWN;

    /**
     * The peer's bytes do not follow the protocol.
     *
     * @var int
     * @cvalue CREW_EMALFORMED
     */
    public const ERROR_PROTOCOL = UNKNOWN;

    /**
     * The kernel reported an error on the socket.
     *
     * @var int
     * @cvalue CREW_ESYSTEM
     */
    public const ERROR_SYSTEM = UNKNOWN;

    /** Number of the connection within its worker, from 1. Read-only, as are all but context. */
    public int $id;

    /** "192.0.2.1:443" or "[2001:db8::1]:443"; "" for unix sockets. */
    public string $remoteAddress;

    /** The address the peer reached; "" once closed. */
    public string $localAddress;

    /** Bytes received from the peer. */
    public int $bytesRead;

    /** Bytes accepted for sending. */
    public int $bytesWritten;

    /** Bytes accepted for sending that the kernel has not taken yet. */
    public int $pendingBytes;

    /** Anything you like to keep with the connection. */
    public mixed $context = null;

    private function __construct() {}

    /**
     * The object of a connection's stream.
     *
     * @param resource $stream
     * @throws \TypeError when it is no connection of ours or is closed
     */
    public static function of($stream): Connection {}

    /**
     * The stream resource of this connection; null once it is closed.
     *
     * @return resource|null
     */
    public function stream() {}

    /**
     * Queues a message as the protocol frames it. False when the connection is closed or its send buffer is full.
     *
     * On http:// it answers the request that waits for an answer: $data is the body or a Crew\Http\Response.
     *
     * @param mixed $data a string, or whatever the encode() of the worker's protocol class takes; what that throws comes out of here
     * @param bool $raw send the bytes of $data, a string, as they are
     * @throws Exception when the length field of the worker's framing has no room for the length of such a message
     */
    public function send(mixed $data, bool $raw = false): bool {}

    /**
     * Sends $data as send() does, unless it is null or "", and closes when all that is queued has left.
     *
     * @throws Exception as send() does; then nothing ends
     */
    public function end(mixed $data = null, bool $raw = false): void {}

    /**
     * On http://: begins an answer whose body goes in pieces, in chunks when its length is not known.
     *
     * @param Http\Response|null $response status and headers; null: 200
     * @param int|null $length bytes of the whole body, when that is known
     * @throws Exception when no request waits for its answer
     */
    public function begin(?Http\Response $response = null, ?int $length = null): Http\Writer {}

    /**
     * On http://: answers with Server-Sent Events (text/event-stream), as many as there will be.
     *
     * @throws Exception when no request waits for its answer
     */
    public function events(?Http\Response $response = null): Http\EventStream {}

    /** Closes now; what is queued is lost. */
    public function close(): void {}

    /** Stops reading from the peer until resumeRecv(). */
    public function pauseRecv(): void {}

    public function resumeRecv(): void {}

    /**
     * Everything this connection receives is sent to $destination as it is, at the pace that one can take; when one ends, so does the other.
     *
     * @param Connection|resource $destination
     * @throws Exception when one of them is closed
     */
    public function pipe($destination): void {}
}

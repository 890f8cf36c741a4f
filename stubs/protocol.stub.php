<?php

/** @generate-class-entries */

namespace Crew;

/**
 * A protocol in PHP: a class that tells messages apart, named by Worker::$protocol or by the scheme of the address. A class with these methods
 * serves without implementing the interface, too.
 *
 * What a method throws is logged and ends the connection; so does exit(). Neither ends the worker.
 */
interface Protocol
{
    /**
     * How long the package at the front of $buffer is, in bytes, with everything that frames it. It may be longer than $buffer: then decode() gets it
     * when all of it is there, and input() is not asked again before that. 0 when more bytes are needed to know; false or a negative number
     * when these bytes can be no package: onError is called and the connection ends. So it does when the package is larger than
     * maxPackageSize. $buffer need not be all that has arrived.
     */
    public static function input(string $buffer, Connection $connection): int|false;

    /** The message that onMessage gets for one whole package. */
    public static function decode(string $buffer, Connection $connection): mixed;

    /** The bytes that go out for what is given to Connection::send(); "" for none. */
    public static function encode(mixed $data, Connection $connection): string;
}

<?php

/** @generate-class-entries */

namespace Crew\Http;

/**
 * A file that came with a request. Its bytes are in a temporary file, which is deleted with this object unless it was moved. Name and type are the
 * client's word and may be anything.
 *
 * @strict-properties
 * @not-serializable
 */
final class UploadedFile
{
    private function __construct() {}

    /** The name it has at the client's, without folders. */
    public function name(): string {}

    /** The name as the client sent it. */
    public function clientName(): string {}

    /** The media type the client says it has; "" when it says nothing. */
    public function type(): string {}

    /** Bytes that were received. */
    public function size(): int {}

    /** Where it is: the temporary file, or what it was moved to; "" when there is no file (see error()). */
    public function path(): string {}

    /** UPLOAD_ERR_OK; UPLOAD_ERR_NO_FILE: none was chosen in the form; UPLOAD_ERR_NO_TMP_DIR, UPLOAD_ERR_CANT_WRITE: it could not be stored. */
    public function error(): int {}

    /**
     * Moves it, also to another file system; what is there already is replaced. A relative path starts at the current directory. The file gets
     * the permissions that new files get.
     *
     * @throws \Crew\Exception naming $target, when that cannot be written, when there is no file, or when it was moved before
     */
    public function moveTo(string $target): void {}

    public function isMoved(): bool {}

    /**
     * All that is in it.
     *
     * @throws \Crew\Exception when there is no file, or it cannot be read
     */
    public function contents(): string {}
}

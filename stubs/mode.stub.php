<?php

/** @generate-class-entries */

namespace Crew;

/** How new connections reach the workers: Worker::$mode. docs/modes.md has figures, and says which is for whom. */
enum Mode: string
{
    /** A listening socket for each worker (SO_REUSEPORT); the kernel chooses by a hash of the peer's address. */
    case ReusePort = "reuse-port";

    /** One listening socket; the idle worker with the fewest connections accepts. */
    case Shared = "shared";

    /** A process of its own accepts and hands each connection to the worker that has the fewest and is not stuck. */
    case Dispatch = "dispatch";
}

<?php

/** @generate-class-entries */

namespace Crew;

/** What goes wrong with a worker or a connection; the message names the value that was wrong and, where it can, the way out. */
class Exception extends \Exception
{
}

/** An address that cannot be understood. */
class AddressException extends Exception
{
}

/** An address that cannot be listened on: in use (by whom, when that can be known) or not permitted. */
class BindException extends Exception
{
}

/** A property or an option whose value cannot be used. */
class OptionException extends Exception
{
}

/** A header of an HTTP answer that cannot be sent: its name is no token, its value has control characters, or it is the server's own to write. */
class HeaderException extends Exception
{
}

/** Thrown into a callback that has run longer than callbackTimeout, when callbackTimeoutAction is "throw". */
class TimeoutException extends Exception
{
}

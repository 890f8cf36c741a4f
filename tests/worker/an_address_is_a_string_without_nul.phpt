--TEST--
An address is a string without NUL bytes
--EXTENSIONS--
crew
--FILE--
<?php
foreach ([["tcp://127.0.0.1:80\0"], [[]], []] as $arguments) {
    try {
        new Worker(...$arguments);
    } catch (Error $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
?>
--EXPECT--
ValueError: Crew\Worker::__construct(): Argument #1 ($address) must not contain any null bytes
TypeError: Crew\Worker::__construct(): Argument #1 ($address) must be of type string, array given
ArgumentCountError: Crew\Worker::__construct() expects at least 1 argument, 0 given

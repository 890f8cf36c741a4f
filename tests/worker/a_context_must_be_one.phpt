--TEST--
What is no context is refused, and options out of range are named
--EXTENSIONS--
crew
--FILE--
<?php
foreach (['nonsense', 1, new stdClass, STDIN, ['socket' => ['tcp_nodelay' => 2]], ['socket' => ['tcp_keepidle' => 0]], null, [], ['socket' => 1]] as $context) {
    try {
        new Worker('tcp://127.0.0.1:0', $context);
        echo "accepted\n";
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
?>
--EXPECT--
TypeError: Crew\Worker::__construct(): Argument #2 ($context) must be an array of stream context options, a stream context or null, string given
TypeError: Crew\Worker::__construct(): Argument #2 ($context) must be an array of stream context options, a stream context or null, int given
TypeError: Crew\Worker::__construct(): Argument #2 ($context) must be an array of stream context options, a stream context or null, stdClass given
TypeError: Crew\Worker::__construct(): Argument #2 ($context) must be an array of stream context options, a stream context or null, resource given
Crew\OptionException: tcp_nodelay must be between 0 and 1, 2 given
Crew\OptionException: tcp_keepidle must be between 1 and 32767, 0 given
accepted
accepted
accepted

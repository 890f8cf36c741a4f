--TEST--
Guards whose value cannot be used are named by start()
--EXTENSIONS--
crew
--FILE--
<?php
$values = [
    ['maxRequests', -1], ['maxRequests', 1.5], ['maxRequests', 'many'], ['maxRequests', null],
    ['maxMemory', -1], ['maxMemory', '1 elephant'], ['maxMemory', ''], ['maxMemory', '-5M'], ['maxMemory', []], ['maxMemory', 2.5],
    ['maxLifetime', -0.5], ['maxLifetime', 1e12], ['maxLifetime', 'long'],
    ['maxConnections', -1], ['maxConnections', 1e10], ['idleTimeout', -1], ['idleTimeout', []],
    ['callbackTimeout', -1], ['callbackTimeout', true], ['callbackTimeoutAction', 'explode'], ['callbackTimeoutAction', null],
];
foreach ($values as [$name, $value]) {
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->$name = $value;
    try {
        $worker->start();
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
?>
--EXPECT--
Crew\OptionException: maxRequests must be between 0 and 1000000000000, -1 given
Crew\OptionException: maxRequests must be a whole number: 1.5 given
TypeError: Crew\Worker::$maxRequests must be a number, string given
TypeError: Crew\Worker::$maxRequests must be a number, null given
Crew\OptionException: maxMemory must be between 0 and 1125899906842624, -1 given
Crew\OptionException: maxMemory must be a number of bytes or a size like "256M": "1 elephant" given
Crew\OptionException: maxMemory must be a number of bytes or a size like "256M": "" given
Crew\OptionException: maxMemory must be between 0 and 1125899906842624, -5242880 given
TypeError: Crew\Worker::$maxMemory must be a number, array given
Crew\OptionException: maxMemory must be a whole number: 2.5 given
Crew\OptionException: maxLifetime is out of range: -0.5 given
Crew\OptionException: maxLifetime is out of range: 1000000000000 given
TypeError: Crew\Worker::$maxLifetime must be a number, string given
Crew\OptionException: maxConnections must be between 0 and 2147483647, -1 given
Crew\OptionException: maxConnections must be between 0 and 2147483647, 10000000000 given
Crew\OptionException: idleTimeout is out of range: -1 given
TypeError: Crew\Worker::$idleTimeout must be a number, array given
Crew\OptionException: callbackTimeout is out of range: -1 given
TypeError: Crew\Worker::$callbackTimeout must be a number, bool given
Crew\OptionException: callbackTimeoutAction must be one of log, throw and replace, "explode" given
TypeError: Crew\Worker::$callbackTimeoutAction must be a string, null given

--TEST--
A user or group that does not exist, or a name that is none, is refused by start() before anything listens or forks
--EXTENSIONS--
crew
--FILE--
<?php
foreach ([['user', 'no such user'], ['group', 'no such group'], ['user', 42], ['group', []]] as [$name, $value]) {
    $worker = new Crew\Worker('tcp://127.0.0.1:0');
    $worker->$name = $value;
    try {
        $worker->start();
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
    var_dump($worker->localAddress);
}
?>
--EXPECT--
Crew\OptionException: cannot run workers as user "no such user": there is no such user
NULL
Crew\OptionException: cannot run workers as group "no such group": there is no such group
NULL
TypeError: Crew\Worker::$user must be a string or null, int given
NULL
TypeError: Crew\Worker::$group must be a string or null, array given
NULL

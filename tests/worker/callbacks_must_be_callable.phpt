--TEST--
Assigning something that cannot be called is a TypeError that names the property
--EXTENSIONS--
crew
--FILE--
<?php
class Secret { private static function hidden() {} private function inside() {} }

$worker = new Worker('tcp://127.0.0.1:0');
$names = ['onConnect', 'onMessage', 'onClose', 'onError', 'onBufferFull', 'onBufferDrain', 'onWorkerStart', 'onWorkerStop', 'onTask'];
foreach ($names as $name) {
    try {
        $worker->$name = 'no_such_function';
    } catch (TypeError $e) {
        echo $e->getMessage(), "\n";
    }
}
foreach ([1, 1.5, true, [], [1, 2], ['Secret', 'hidden'], [new Secret, 'inside'], ['Secret', 'none'], new stdClass, 'A::b', STDIN] as $value) {
    try {
        $worker->onMessage = $value;
        echo "accepted\n";
    } catch (TypeError $e) {
        echo $e->getMessage(), "\n";
    }
}
var_dump($worker->onMessage);
?>
--EXPECT--
Crew\Worker::$onConnect must be callable or null, a string that names no function given
Crew\Worker::$onMessage must be callable or null, a string that names no function given
Crew\Worker::$onClose must be callable or null, a string that names no function given
Crew\Worker::$onError must be callable or null, a string that names no function given
Crew\Worker::$onBufferFull must be callable or null, a string that names no function given
Crew\Worker::$onBufferDrain must be callable or null, a string that names no function given
Crew\Worker::$onWorkerStart must be callable or null, a string that names no function given
Crew\Worker::$onWorkerStop must be callable or null, a string that names no function given
Crew\Worker::$onTask must be callable or null, a string that names no function given
Crew\Worker::$onMessage must be callable or null, int given
Crew\Worker::$onMessage must be callable or null, float given
Crew\Worker::$onMessage must be callable or null, bool given
Crew\Worker::$onMessage must be callable or null, array given
Crew\Worker::$onMessage must be callable or null, array given
Crew\Worker::$onMessage must be callable or null, array given
Crew\Worker::$onMessage must be callable or null, array given
Crew\Worker::$onMessage must be callable or null, array given
Crew\Worker::$onMessage must be callable or null, stdClass given
Crew\Worker::$onMessage must be callable or null, a string that names no function given
Crew\Worker::$onMessage must be callable or null, resource given
NULL

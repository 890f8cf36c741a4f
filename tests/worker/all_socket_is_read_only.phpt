--TEST--
allSocket cannot be written to
--EXTENSIONS--
crew
--FILE--
<?php
$worker = new Worker('tcp://127.0.0.1:0');
$tries = [
    function () use ($worker) { $worker->allSocket = []; },
    function () use ($worker) { $worker->allSocket[] = 1; },
    function () use ($worker) { unset($worker->allSocket[0]); },
    function () use ($worker) { unset($worker->allSocket); },
    function () use ($worker) { $reference = &$worker->allSocket; },
    function () use ($worker) { array_pop($worker->allSocket); },
];
foreach ($tries as $try) {
    try {
        $try();
        echo "done\n";
    } catch (Error $e) {
        echo $e->getMessage(), "\n";
    }
}
var_dump($worker->allSocket, isset($worker->allSocket), empty($worker->allSocket));
?>
--EXPECT--
Cannot modify read-only property Crew\Worker::$allSocket
Cannot modify read-only property Crew\Worker::$allSocket
Cannot modify read-only property Crew\Worker::$allSocket
Cannot unset read-only property Crew\Worker::$allSocket
Cannot modify read-only property Crew\Worker::$allSocket
Cannot modify read-only property Crew\Worker::$allSocket
array(0) {
}
bool(true)
bool(true)

--TEST--
A callback property gives back what was assigned
--EXTENSIONS--
crew
--FILE--
<?php
$worker = new Worker('tcp://127.0.0.1:0');
$closure = function () {};
$worker->onMessage = $closure;
var_dump($worker->onMessage === $closure);
$worker->onMessage = 'strlen';
var_dump($worker->onMessage);
var_dump(isset($worker->onMessage), isset($worker->onClose));
unset($worker->onMessage);
var_dump($worker->onMessage);
?>
--EXPECT--
bool(true)
string(6) "strlen"
bool(true)
bool(false)
NULL

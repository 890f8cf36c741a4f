--TEST--
A reference to a callback property cannot put something uncallable there
--EXTENSIONS--
crew
--FILE--
<?php
$worker = new Worker('tcp://127.0.0.1:0');
$worker->onMessage = 'strlen';
$callback = 'no_such_function';
try {
    $worker->onMessage = &$callback;
    echo "took a reference\n";
} catch (Error $e) {
    echo $e->getMessage(), "\n";
}
try {
    $worker->onMessage[] = 'element';
} catch (Error $e) {
    echo get_class($e), "\n";
}
$copy = &$worker->onMessage;
$copy = 'no_such_function';
var_dump($worker->onMessage);
?>
--EXPECT--
Cannot assign by reference to overloaded object
Error
string(6) "strlen"

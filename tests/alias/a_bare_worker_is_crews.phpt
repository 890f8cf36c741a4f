--TEST--
A script that writes Worker gets Crew\Worker
--EXTENSIONS--
crew
--FILE--
<?php
$worker = new Worker('tcp://127.0.0.1:0');
echo get_class($worker), "\n";
var_dump($worker instanceof Worker, $worker instanceof Crew\Worker, new wOrKeR('tcp://127.0.0.1:0') instanceof Worker);
?>
--EXPECT--
Crew\Worker
bool(true)
bool(true)
bool(true)

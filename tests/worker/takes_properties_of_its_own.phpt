--TEST--
Dynamic properties are a worker's own business
--EXTENSIONS--
crew
--FILE--
<?php
$worker = new Worker('tcp://127.0.0.1:0');
$worker->users = ['ann'];
$worker->users[] = 'bob';
echo implode(', ', $worker->users), "\n";
?>
--EXPECT--
ann, bob

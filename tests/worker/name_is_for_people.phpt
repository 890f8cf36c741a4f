--TEST--
name is free text
--EXTENSIONS--
crew
--FILE--
<?php
$worker = new Worker('tcp://127.0.0.1:0');
$worker->name = 'the echo of the house';
echo $worker->name, "\n";
?>
--EXPECT--
the echo of the house

--TEST--
stop() and reload() are for running workers
--EXTENSIONS--
crew
--FILE--
<?php
$worker = new Worker('tcp://127.0.0.1:0');
foreach (['stop', 'reload'] as $method) {
    try {
        $worker->$method();
    } catch (Crew\Exception $e) {
        echo $e->getMessage(), "\n";
    }
}
?>
--EXPECT--
stop() works from within a running worker, and this one is not running
reload() works from within a running worker, and this one is not running

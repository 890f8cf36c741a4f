--TEST--
start() on a worker that was started already is refused
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->start();
    try {
        $worker->start();
    } catch (Crew\Exception $e) {
        echo $e->getMessage(), "\n";
    }
    PHP);
$server->stop();
echo $server->stdout();
?>
--EXPECT--
start() was called on this worker already

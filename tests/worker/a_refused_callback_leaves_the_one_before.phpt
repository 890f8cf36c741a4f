--TEST--
A refused assignment leaves the callback that was there
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = fn ($conn, $message) => fwrite($conn, $message);
    try {
        $worker->onMessage = 'no_such_function';
    } catch (TypeError) {
    }
    $worker->start();
    PHP);
echo raw($server->address, "the first\n", 10);
$server->stop();
?>
--EXPECT--
the first

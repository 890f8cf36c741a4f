--TEST--
A worker gives back what it is sent
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 2;
    $worker->onMessage = function ($conn, $message) {
        fwrite($conn, "you said $message");
    };
    $worker->start();
    PHP);
echo raw($server->address, "hello\n", 15);
echo count($server->workers(2)), " workers\n";
echo $server->stop();
echo $server->stdout();
?>
--EXPECT--
you said hello
2 workers
[master] notice: listening on tcp://127.0.0.1:0 (ADDRESS) with 2 workers
[master] notice: stopping
[master] notice: stopped

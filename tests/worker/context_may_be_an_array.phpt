--TEST--
The context may be an array of options
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0', ['socket' => ['backlog' => 5, 'unknown' => 'left alone'], 'ssl' => []]);
    $worker->workerNum = 1;
    $worker->onConnect = fn ($conn) => fwrite($conn, "hello\n");
    $worker->start();
    PHP);
echo raw($server->address, '', 6);
$server->stop();
?>
--EXPECT--
hello

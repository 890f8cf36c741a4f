--TEST--
A read filter changes what fread gives
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onConnect = function ($conn) use ($worker) {
        stream_filter_append($conn, 'string.rot13', STREAM_FILTER_READ);
    };
    $worker->onMessage = null;
    $worker->onClose = fn ($conn) => print(fread($conn, 100));
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, "uryyb\n");
fclose($client);
echo $server->wait_for_output("\n");
$server->stop();
?>
--EXPECT--
hello

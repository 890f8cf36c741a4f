--TEST--
A write filter changes what is written
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        stream_filter_append($conn, 'string.toupper', STREAM_FILTER_WRITE);
        fwrite($conn, $message);
        fwrite($conn, $message);
        fclose($conn);
    };
    $worker->start();
    PHP);
echo raw($server->address, "hello\n");
$server->stop();
?>
--EXPECT--
HELLO
HELLO

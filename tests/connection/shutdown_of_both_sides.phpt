--TEST--
stream_socket_shutdown(STREAM_SHUT_RDWR) closes after what was written
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        fwrite($conn, "bye\n");
        var_dump(stream_socket_shutdown($conn, STREAM_SHUT_RDWR));
    };
    $worker->onClose = fn ($conn) => print("over\n");
    $worker->start();
    PHP);
echo raw($server->address, "go\n");
echo $server->wait_for_output('over');
$server->stop();
?>
--EXPECT--
bye
bool(true)
over

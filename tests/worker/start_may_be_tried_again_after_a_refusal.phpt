--TEST--
After a refused start() the same worker can be started
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $other = stream_socket_server('tcp://127.0.0.1:0');
    $worker = new Worker('tcp://' . stream_socket_get_name($other, false));
    $worker->workerNum = 1;
    $worker->onConnect = fn ($conn) => fwrite($conn, "hello\n");
    try {
        $worker->start();
    } catch (Crew\BindException) {
        fclose($other);
        $worker->start();
    }
    PHP);
echo raw($server->address, '', 6);
$server->stop();
?>
--EXPECT--
hello

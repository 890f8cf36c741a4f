--TEST--
What onConnect throws ends the connection, and onClose is called for it
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onConnect = function ($conn) {
        fwrite($conn, "sorry\n");
        throw new RuntimeException('boom');
    };
    $worker->onMessage = fn () => print("not called\n");
    $worker->onClose = fn () => print("closed\n");
    $worker->start();
    PHP);
echo raw($server->address, "hello\n");
echo $server->wait_for_output('closed');
echo $server->wait_for_log('uncaught'), "\n";
$server->stop();
?>
--EXPECT--
sorry
closed
[worker 0] error: onConnect: uncaught RuntimeException: boom in server.php:5

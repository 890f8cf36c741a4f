--TEST--
A callback may write to everybody in allSocket
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onConnect = fn ($conn) => fwrite($conn, "welcome\n");
    $worker->onMessage = function ($conn, $message) use ($worker) {
        foreach ($worker->allSocket as $socket) {
            fwrite($socket, $message);
        }
    };
    $worker->start();
    PHP);
$clients = [];
for ($i = 0; $i < 3; $i++) {
    $clients[] = $server->connect();
    fgets($clients[$i]);
}
fwrite($clients[1], "to all of you\n");
foreach ($clients as $client) {
    echo fgets($client);
}
$server->stop();
?>
--EXPECT--
to all of you
to all of you
to all of you

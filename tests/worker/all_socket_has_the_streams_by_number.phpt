--TEST--
allSocket has this worker's connections as streams, by (int)$conn
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) use ($worker) {
        foreach ($worker->allSocket as $key => $socket) {
            fwrite($conn, json_encode([$key === (int)$socket, get_resource_type($socket), $socket === $conn]) . "\n");
        }
        fwrite($conn, count($worker->allSocket) . "\n");
    };
    $worker->start();
    PHP);
$first = $server->connect();
$second = $server->connect();
fwrite($first, "list\n");
echo fgets($first), fgets($first), fgets($first);
$server->stop();
?>
--EXPECT--
[true,"stream",true]
[true,"stream",false]
2

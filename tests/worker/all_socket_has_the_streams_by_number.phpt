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
        if ($message === "here\n") {
            fwrite($conn, "seen\n");
            return;
        }
        foreach ($worker->allSocket as $key => $socket) {
            fwrite($conn, json_encode([$key === (int)$socket, get_resource_type($socket), $socket === $conn]) . "\n");
        }
        fwrite($conn, count($worker->allSocket) . "\n");
    };
    $worker->start();
    PHP);
$first = $server->connect();
$second = $server->connect();
fwrite($second, "here\n");
echo fgets($second); // it has been accepted
fwrite($first, "list\n");
echo fgets($first), fgets($first), fgets($first);
$server->stop();
?>
--EXPECT--
seen
[true,"stream",true]
[true,"stream",false]
2

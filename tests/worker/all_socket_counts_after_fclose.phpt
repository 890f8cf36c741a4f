--TEST--
What a callback has closed leaves allSocket with its onClose
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onConnect = function ($conn) use ($worker) {
        if ($worker->allSocket && count($worker->allSocket) === 2) {
            fclose($conn);
        }
    };
    $worker->onMessage = fn ($conn) => fwrite($conn, json_encode(array_map('is_resource', array_values($worker->allSocket))) . "\n");
    $worker->start();
    PHP);
$first = $server->connect();
fwrite($first, "list\n");
echo fgets($first);
echo raw($server->address, '');
fwrite($first, "list\n");
echo fgets($first);
$server->stop();
?>
--EXPECT--
[true]
[true]

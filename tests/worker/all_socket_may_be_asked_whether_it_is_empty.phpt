--TEST--
empty() and (array) see what is in allSocket
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('text://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn) use ($worker) {
        $conn->send(json_encode([empty($worker->allSocket), isset($worker->allSocket), count(((array) $worker)['allSocket'])]));
    };
    $worker->start();
    PHP);
$conn = $server->connect();
fwrite($conn, "ask\n");
echo fgets($conn);
$server->stop();
?>
--EXPECT--
[false,true,1]

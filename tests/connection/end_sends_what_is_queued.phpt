--TEST--
end() closes after all that was sent has left
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function (Crew\Connection $conn, $message) {
        $conn->send(str_repeat('x', 900000));
        $conn->end("y\n");
        var_dump($conn->send('late'));
    };
    $worker->onClose = fn ($conn) => print("over\n");
    $worker->start();
    PHP);
$got = raw($server->address, "go\n");
echo strlen($got), ' ', substr($got, -3);
echo $server->wait_for_output('over');
$server->stop();
?>
--EXPECT--
900002 xy
bool(false)
over

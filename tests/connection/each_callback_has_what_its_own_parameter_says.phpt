--TEST--
One callback may take the stream and another the object of the same connection
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    use Crew\Connection;

    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onConnect = function (Connection $conn) { $conn->context = 'from onConnect'; };
    $worker->onMessage = function ($conn, $message) {
        fwrite($conn, Connection::of($conn)->context . "\n");
        var_dump(Connection::of($conn)->stream() === $conn, Connection::of($conn) === Connection::of($conn));
    };
    $worker->onClose = fn (Connection $conn) => print("$conn->context\n");
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, "go\n");
echo fgets($client);
fclose($client);
echo $server->wait_for_output('from');
$server->stop();
?>
--EXPECT--
from onConnect
bool(true)
bool(true)
from onConnect

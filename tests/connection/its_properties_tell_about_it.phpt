--TEST--
A connection's properties
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function (Crew\Connection $conn, $message) {
        $conn->send("12345678\n");
        fwrite($conn->stream(), "9\n");
        $conn->send("$conn->id\n$conn->remoteAddress\n$conn->localAddress\n$conn->bytesRead\n$conn->bytesWritten\n$conn->pendingBytes\n");
        $conn->end();
    };
    $worker->start();
    PHP);
foreach ([1, 2] as $round) {
    $client = $server->connect();
    fwrite($client, "hello\n");
    $got = read_all($client);
    echo str_replace([stream_socket_get_name($client, false) ?: '?', $server->address], ['CLIENT', 'SERVER'], preg_replace('/127.*\n127/', "CLIENT\n127", $got));
}
$server->stop();
?>
--EXPECT--
12345678
9
1
CLIENT
SERVER
6
11
11
12345678
9
2
CLIENT
SERVER
6
11
11

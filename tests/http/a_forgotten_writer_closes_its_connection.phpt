--TEST--
A Writer that goes without end() closes the connection: the client learns that something is missing
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $request) {
        $writer = $conn->begin();
        $writer->write('half');
    };
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, http_request('GET /'));
echo str_contains((string)stream_get_contents($client), "0\r\n\r\n") ? "ended properly\n" : "cut off\n";
$server->stop();
?>
--EXPECT--
cut off

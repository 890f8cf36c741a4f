--TEST--
Request: rawHead() and rawBody() are what was sent
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = fn ($conn, $request) => $request->rawHead() . $request->rawBody() . strlen($request->rawBody());
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, "\r\nPOST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nabcde");
echo http_answer($client)['body'], "\n";
$server->stop();
?>
--EXPECT--
POST /x HTTP/1.1
Host: x
Content-Length: 5

abcde5

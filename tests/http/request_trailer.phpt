--TEST--
Request::trailer() behind a chunked body
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = fn ($conn, $request) => json_encode([$request->rawBody(), $request->trailer(), $request->trailer("X-Sum"), $request->trailer("none", 0)], JSON_UNESCAPED_SLASHES);
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\nX-Sum: 5\r\nx-b: 1\r\nX-B: 2\r\n\r\n");
echo http_answer($client)['body'], "\n";
fwrite($client, http_request('GET /'));
echo http_answer($client)['body'], "\n";
$server->stop();
?>
--EXPECT--
["abcde",{"x-sum":"5","x-b":"1, 2"},"5",0]
["",[],null,0]

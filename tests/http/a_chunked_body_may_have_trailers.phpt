--TEST--
A body in chunks comes as a whole, and what follows it as trailers; they do not become headers
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = fn ($conn, $request) => json_encode([$request->rawBody(), $request->trailer(), $request->header('x-sum')]);
    $worker->start();
    PHP);
$client = $server->connect();
$bytes = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n" .
    "5;name=value\r\nhello\r\n6\r\n world\r\n0\r\nX-Sum: 11\r\nX-More: a\r\n\r\n";
fwrite($client, $bytes);
echo http_answer($client)['body'], "\n";
foreach (str_split($bytes) as $byte) {
    fwrite($client, $byte);
    usleep(500);
}
echo http_answer($client)['body'], "\n";
fwrite($client, "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nContent-Length: 3\r\n\r\n");
echo http_show(http_answer($client), 'connection');
$server->stop();
?>
--EXPECT--
["hello world",{"x-sum":"11","x-more":"a"},null]
["hello world",{"x-sum":"11","x-more":"a"},null]
HTTP/1.1 400 Bad Request
  connection: close

--TEST--
A body in chunks is refused when it has become too large; the answer arrives though the client has not stopped sending
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->maxPackageSize = 1000;
    $worker->onMessage = fn ($conn, $request) => (string)strlen($request->rawBody());
    $worker->start();
    PHP);
$chunk = dechex(400) . "\r\n" . str_repeat('x', 400) . "\r\n";
$head = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
$client = $server->connect();
fwrite($client, "$head$chunk{$chunk}0\r\n\r\n");
echo http_answer($client)['body'], "\n";
fwrite($client, $head . str_repeat($chunk, 3));
for ($i = 0; $i < 1000; $i++) {
    @fwrite($client, $chunk);
}
echo http_show(http_answer($client), 'connection');
$client = $server->connect();
fwrite($client, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\n\r\n");
for ($i = 0; $i < 20; $i++) {
    @fwrite($client, str_repeat('x', 100000));
}
echo http_show(http_answer($client), 'connection');
$server->stop();
?>
--EXPECT--
800
HTTP/1.1 413 Content Too Large
  connection: close
HTTP/1.1 413 Content Too Large
  connection: close

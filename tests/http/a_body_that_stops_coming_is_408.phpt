--TEST--
A body of which nothing comes for bodyTimeout is answered by 408; one that comes slowly is not
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->bodyTimeout = 0.4;
    $worker->onMessage = fn ($conn, $request) => $request->rawBody();
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n");
for ($i = 0; $i < 10; $i++) {
    usleep(80000);
    fwrite($client, (string)$i);
}
echo http_answer($client)['body'], "\n";
fwrite($client, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nab");
$answer = http_answer($client);
echo http_show($answer, 'connection'), $answer['body'], json_encode(read_all($client)), "\n";
$server->stop();
?>
--EXPECT--
0123456789
HTTP/1.1 408 Request Timeout
  connection: close
408 Request Timeout
""

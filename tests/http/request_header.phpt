--TEST--
Request::header(): one by its name without case, repeated ones joined, all of them
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = fn ($conn, $request) => json_encode([$request->header("X-ONE"), $request->header("none"), $request->header("none", "def"), $request->header("cookie"), $request->header()], JSON_UNESCAPED_SLASHES);
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, "GET / HTTP/1.1\r\nHost: x\r\nx-one: a\r\nX-One:  b \r\nCookie: c=1\r\nCookie: d=2\r\nX-Empty:\r\n\r\n");
echo http_answer($client)['body'], "\n";
$server->stop();
?>
--EXPECT--
["a, b",null,"def","c=1; d=2",{"host":"x","x-one":"a, b","cookie":"c=1; d=2","x-empty":""}]

--TEST--
Requests that come all at once are answered one after the other, in the order in which they came
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = fn ($conn, $request) => $request->path() . ' ' . $request->rawBody();
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, http_request('GET /1') . http_request('POST /2', [], 'two') . http_request('GET /3'));
fwrite($client, "POST /4 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nfo\r\n2\r\nur\r\n0\r\n\r\n" .
    http_request('GET /5', ['Connection' => 'close']));
for ($i = 1; $i <= 5; $i++) {
    echo http_answer($client)['body'], "\n";
}
echo json_encode(read_all($client)), "\n";
$server->stop();
?>
--EXPECT--
/1 
/2 two
/3 
/4 four
/5 
""

--TEST--
414 for a request line, 431 for headers or trailers that are too long or too many, each by its own limit
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->maxRequestLineSize = 100;
    $worker->maxHeaderSize = 1000;
    $worker->maxHeaderCount = 5;
    $worker->onMessage = fn ($conn, $request) => (string)strlen($request->rawHead());
    $worker->start();
    PHP);
$line = fn (int $size) => 'GET /' . str_repeat('a', $size - 14) . " HTTP/1.1\r\n";
$chunks = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n";
$cases = [
    'a line of 100' => $line(100) . "Host: x\r\n\r\n",
    'a line of 101' => $line(101) . "Host: x\r\n\r\n",
    'a line without an end' => 'GET /' . str_repeat('a', 200),
    'a head of 1000' => "GET / HTTP/1.1\r\nHost: x\r\nA: " . str_repeat('a', 1000 - 32) . "\r\n\r\n",
    'a head of 1001' => "GET / HTTP/1.1\r\nHost: x\r\nA: " . str_repeat('a', 1001 - 32) . "\r\n\r\n",
    'a header without an end' => "GET / HTTP/1.1\r\nHost: x\r\nA: " . str_repeat('a', 2000),
    '5 headers' => "GET / HTTP/1.1\r\nHost: x\r\n" . str_repeat("A: b\r\n", 4) . "\r\n",
    'trailers of 1000' => $chunks . 'T: ' . str_repeat('a', 1000 - 7) . "\r\n\r\n",
    'trailers of 1001' => $chunks . 'T: ' . str_repeat('a', 1001 - 7) . "\r\n\r\n",
    '6 headers' => "GET / HTTP/1.1\r\nHost: x\r\n" . str_repeat("A: b\r\n", 5) . "\r\n",
];
foreach ($cases as $name => $bytes) {
    $client = $server->connect();
    fwrite($client, $bytes);
    $answer = http_answer($client);
    echo "$name: ", substr($answer['status'], 9), ', ', $answer['headers']['connection'] ?? 'kept', "\n";
}
$server->stop();
?>
--EXPECT--
a line of 100: 200 OK, kept
a line of 101: 414 URI Too Long, close
a line without an end: 414 URI Too Long, close
a head of 1000: 200 OK, kept
a head of 1001: 431 Request Header Fields Too Large, close
a header without an end: 431 Request Header Fields Too Large, close
5 headers: 200 OK, kept
trailers of 1000: 200 OK, kept
trailers of 1001: 431 Request Header Fields Too Large, close
6 headers: 431 Request Header Fields Too Large, close

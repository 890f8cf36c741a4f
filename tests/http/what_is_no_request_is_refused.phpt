--TEST--
What could be understood in two ways is understood in none
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = fn () => 'served';
    $worker->start();
    PHP);
$cases = [
    'no Host' => "GET / HTTP/1.1\r\n\r\n",
    'two Hosts' => "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    'a bare line feed' => "GET / HTTP/1.1\nHost: x\n\n",
    'a folded header' => "GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n",
    'a space before the colon' => "GET / HTTP/1.1\r\nHost: x\r\nA : b\r\n\r\n",
    'a NUL in a header' => "GET / HTTP/1.1\r\nHost: x\r\nA: b\0c\r\n\r\n",
    'length and chunks' => "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    'two lengths' => "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
    'a length of +3' => "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +3\r\n\r\nabc",
    'chunked twice' => "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
    'chunked in HTTP/1.0' => "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    'a coding' => "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    'a chunk of -1' => "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
    'an expectation' => "GET / HTTP/1.1\r\nHost: x\r\nExpect: more\r\n\r\n",
    'HTTP/2.0' => "GET / HTTP/2.0\r\nHost: x\r\n\r\n",
    'HTTP/0.9' => "GET /\r\n\r\n",
    'TLS' => "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
];
foreach ($cases as $name => $bytes) {
    $client = $server->connect();
    fwrite($client, $bytes);
    $answer = http_answer($client);
    echo "$name: ", substr($answer['status'], 9), ', ', $answer['headers']['connection'] ?? 'kept', ', ', strlen(read_all($client)), "\n";
}
$server->stop();
?>
--EXPECT--
no Host: 400 Bad Request, close, 0
two Hosts: 400 Bad Request, close, 0
a bare line feed: 400 Bad Request, close, 0
a folded header: 400 Bad Request, close, 0
a space before the colon: 400 Bad Request, close, 0
a NUL in a header: 400 Bad Request, close, 0
length and chunks: 400 Bad Request, close, 0
two lengths: 400 Bad Request, close, 0
a length of +3: 400 Bad Request, close, 0
chunked twice: 400 Bad Request, close, 0
chunked in HTTP/1.0: 400 Bad Request, close, 0
a coding: 501 Not Implemented, close, 0
a chunk of -1: 400 Bad Request, close, 0
an expectation: 417 Expectation Failed, close, 0
HTTP/2.0: 505 HTTP Version Not Supported, close, 0
HTTP/0.9: 400 Bad Request, close, 0
TLS: 400 Bad Request, close, 0

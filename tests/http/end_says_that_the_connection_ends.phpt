--TEST--
end() answers as send() does, a text or a Response, and says that the connection ends with it
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = fn ($conn, $request) => $conn->end($request->path() === '/text' ? 'text' : new Crew\Http\Response(201, [], 'response'));
    $worker->start();
    PHP);
foreach (['/text', '/response'] as $path) {
    $client = $server->connect();
    fwrite($client, "GET $path HTTP/1.1\r\nHost: a\r\n\r\n");
    $answer = read_all($client);
    echo strtok($answer, "\r"), ', ', str_contains($answer, "\r\nConnection: close\r\n") ? 'close, ' : '', strstr($answer, "\r\n\r\n"), "\n";
}
$server->stop();
?>
--EXPECTREGEX--
HTTP\/1\.1 200 OK, close, \s+text
HTTP\/1\.1 201 Created, close, \s+response

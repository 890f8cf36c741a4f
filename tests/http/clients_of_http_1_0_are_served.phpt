--TEST--
HTTP/1.0 is answered and closed; it is kept when it asks for that, but not when the body's end is the connection's
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $request) {
        if ($request->path() === '/pieces') {
            $writer = $conn->begin();
            $writer->write('some');
            $writer->end('thing');
            return;
        }
        return 'HTTP/' . $request->protocolVersion();
    };
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
$answer = http_answer($client);
echo http_show($answer, 'connection', 'content-length'), $answer['body'], "\n";
fwrite($client, "GET / HTTP/1.0\r\n\r\n");
$answer = http_answer($client);
echo http_show($answer, 'connection'), $answer['body'], json_encode(read_all($client)), "\n";
$client = $server->connect();
fwrite($client, "GET /pieces HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
echo http_show(http_answer($client, false), 'connection', 'content-length', 'transfer-encoding'), read_all($client), "\n";
$server->stop();
?>
--EXPECT--
HTTP/1.1 200 OK
  connection: keep-alive
  content-length: 8
HTTP/1.0
HTTP/1.1 200 OK
  connection: close
HTTP/1.0""
HTTP/1.1 200 OK
  connection: close
  content-length: -
  transfer-encoding: -
something

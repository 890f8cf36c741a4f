--TEST--
An exception is 500 without a word about it, and the connection is closed; the worker lives
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $request) {
        if ($request->path() === '/throw') {
            throw new RuntimeException('a secret');
        }
        return (string)getmypid();
    };
    $worker->start();
    PHP, ['display_errors' => '0']);
$before = http_ask($server, 'GET /')['body'];
$client = $server->connect();
fwrite($client, http_request('GET /throw') . http_request('GET /'));
$answer = http_answer($client);
echo http_show($answer, 'connection', 'content-type'), $answer['body'];
echo json_encode(read_all($client)), "\n";
echo http_ask($server, 'GET /')['body'] === $before ? 'the same' : 'another', " worker\n";
echo str_contains($server->stop(), 'a secret') ? 'logged' : 'not logged', "\n";
?>
--EXPECT--
HTTP/1.1 500 Internal Server Error
  connection: close
  content-type: text/plain; charset=utf-8
500 Internal Server Error
""
the same worker
logged

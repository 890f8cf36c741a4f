--TEST--
With display_errors a peer on the same machine gets the exception with its trace
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $request) {
        throw new RuntimeException('for the developer');
    };
    $worker->start();
    PHP, ['display_errors' => '1']);
$answer = http_ask($server, 'GET /');
echo http_show($answer, 'connection', 'content-type');
echo preg_match('/^RuntimeException: for the developer in .*Stack trace:\n#0 /s', $answer['body']) ? "with the trace\n" : $answer['body'];
$server->stop();
?>
--EXPECT--
HTTP/1.1 500 Internal Server Error
  connection: close
  content-type: text/plain; charset=utf-8
with the trace

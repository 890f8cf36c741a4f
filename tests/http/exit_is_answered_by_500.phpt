--TEST--
exit in onMessage is 500 and ends its connection; the worker lives
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $request) {
        if ($request->path() === '/exit') {
            exit('bye');
        }
        return (string)getmypid();
    };
    $worker->start();
    PHP);
$before = http_ask($server, 'GET /')['body'];
$client = $server->connect();
fwrite($client, http_request('GET /exit'));
$answer = http_answer($client);
echo http_show($answer, 'connection'), $answer['body'], json_encode(read_all($client)), "\n";
echo http_ask($server, 'GET /')['body'] === $before ? 'the same' : 'another', " worker\n";
$server->stop();
?>
--EXPECT--
HTTP/1.1 500 Internal Server Error
  connection: close
500 Internal Server Error
""
the same worker

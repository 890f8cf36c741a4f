--TEST--
A request that the script keeps for longer than responseTimeout is answered by 503; sending later is false
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->responseTimeout = 0.3;
    $worker->onMessage = function ($conn, $request) use (&$kept) {
        if ($request->path() === '/never') {
            $kept = $conn;
            return;
        }
        try {
            return json_encode($kept->send('late'));
        } catch (Crew\Exception $e) {
            return $e->getMessage();
        }
    };
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, http_request('GET /never'));
$answer = http_answer($client);
echo http_show($answer, 'connection'), $answer['body'], json_encode(read_all($client)), "\n";
echo http_ask($server, 'GET /')['body'], "\n";
echo $server->wait_for_log('503'), "\n";
$server->stop();
?>
--EXPECT--
HTTP/1.1 503 Service Unavailable
  connection: close
503 Service Unavailable
""
false
[worker 0] warning: connection 1: 503: not answered within responseTimeout

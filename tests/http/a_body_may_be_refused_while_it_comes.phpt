--TEST--
An answer out of onBody ends the matter: onMessage is not called, the rest is not read, the connection is closed
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onBody = function ($conn, $request, $stream) {
        if (strlen(fread($stream, 8192)) > 0) {
            return new Crew\Http\Response(403, [], 'not this');
        }
    };
    $worker->onMessage = function () {
        echo "called\n";
        return 'no';
    };
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 20000000\r\n\r\n" . str_repeat('x', 1000));
$answer = http_answer($client);
echo http_show($answer, 'connection'), $answer['body'], json_encode(read_all($client)), "\n";
$server->stop();
echo $server->stdout();
?>
--EXPECT--
HTTP/1.1 403 Forbidden
  connection: close
not this""

--TEST--
"Connection: close" in a Response ends the connection after it
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = fn ($conn, $request) => new Crew\Http\Response(200, ['Connection' => 'close'], 'bye');
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, http_request('GET /'));
$answer = http_answer($client);
echo http_show($answer, 'connection'), $answer['body'], "\n";
var_dump(fgets($client));
$server->stop();
?>
--EXPECT--
HTTP/1.1 200 OK
  connection: close
bye
bool(false)

--TEST--
Response: status, reason, headers in their order, several of one name, cookies
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = fn ($conn, $request) => (new Crew\Http\Response(201, ['X-B' => '1', 'X-A' => ['2', '3']], 'made'))
        ->withStatus(201, 'Made')->cookie('c', 'd e')->header('Date', 'today')->header('Server', 'mine');
    $worker->start();
    PHP);
echo http_show(http_ask($server, 'GET /'), 'x-b', 'x-a', 'set-cookie', 'date', 'server', 'content-type', 'content-length');
$server->stop();
?>
--EXPECT--
HTTP/1.1 201 Made
  x-b: 1
  x-a: 2 | 3
  set-cookie: c=d%20e
  date: today
  server: mine
  content-type: text/html; charset=utf-8
  content-length: 4

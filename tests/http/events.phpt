--TEST--
Connection::events(): Server-Sent Events, their line ends, comments, and what cannot be sent
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $request) {
        $events = $conn->events();
        $events->send('plain');
        $events->send("two\r\nlines", 'kind', '7', 1500);
        $events->comment('still here');
        foreach ([["a\nb", ''], ['', "c\0d"]] as [$type, $id]) {
            try {
                $events->send('x', $type, $id);
            } catch (ValueError $e) {
                $events->comment($e->getMessage());
            }
        }
        $events->end();
    };
    $worker->start();
    PHP);
$answer = http_ask($server, 'GET /');
echo http_show($answer, 'content-type', 'cache-control', 'transfer-encoding'), $answer['body'];
$server->stop();
?>
--EXPECT--
HTTP/1.1 200 OK
  content-type: text/event-stream
  cache-control: no-cache
  transfer-encoding: chunked
data: plain

event: kind
id: 7
retry: 1500
data: two
data: lines

: still here

: Crew\Http\EventStream::send(): Argument #2 ($event) must not have line ends or NUL bytes

: Crew\Http\EventStream::send(): Argument #3 ($id) must not have line ends or NUL bytes

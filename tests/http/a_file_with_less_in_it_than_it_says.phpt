--TEST--
A file that has less in it than its size says, as some of the kernel's have, is an exception, and the request can still be answered
--EXTENSIONS--
crew
--SKIPIF--
<?php
if (@filesize('/sys/kernel/uevent_seqnum') < 100) {
    die('skip no such file');
}
?>
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $request) {
        $response = (new Crew\Http\Response())->withFile('/sys/kernel/uevent_seqnum');
        if ($request->path() === '/return') {
            return $response;
        }
        try {
            $conn->send($response);
        } catch (Crew\Exception $e) {
            return $e->getMessage();
        }
    };
    $worker->start();
    PHP);
echo http_ask($server, 'GET /send')['body'], "\n";
echo http_ask($server, 'GET /return')['status'], "\n";
$server->wait_for_log('onMessage: uncaught Crew\Exception: Cannot send the file');
$server->stop();
?>
--EXPECT--
Cannot send the file "/sys/kernel/uevent_seqnum": there is less in it than its size says
HTTP/1.1 500 Internal Server Error

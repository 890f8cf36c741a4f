--TEST--
A request is answered out of the callback of another connection's; what is pipelined behind it waits
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $request) use (&$waiting) {
        if ($request->path() === '/wait') {
            $waiting = $conn;
            echo "waiting\n";
            return;
        }
        $waiting?->send('for you');
        $waiting = null;
        return 'done ' . $request->path();
    };
    $worker->start();
    PHP);
$patient = $server->connect();
fwrite($patient, http_request('GET /wait') . http_request('GET /behind'));
$server->wait_for_output('waiting');
stream_set_blocking($patient, false);
echo json_encode(fread($patient, 1000)), "\n";
stream_set_blocking($patient, true);
echo http_ask($server, 'GET /go')['body'], "\n";
echo http_answer($patient)['body'], "\n";
echo http_answer($patient)['body'], "\n";
$server->stop();
?>
--EXPECT--
""
done /go
for you
done /behind

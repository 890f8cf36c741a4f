--TEST--
After QUIT a request that is being answered is answered, with Connection: close; a kept connection that is silent is ended
--EXTENSIONS--
crew
--SKIPIF--
<?php
require __DIR__ . '/../support/skip_without_proc.inc';
?>
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $request) use (&$kept) {
        if ($request->path() === '/wait') {
            $kept = $conn;
            echo "waiting\n";
            return;
        }
        return 'ok';
    };
    $worker->onSignal(50, function () use (&$kept) {
        $kept?->send('at last');
    });
    $worker->start();
    PHP);
$idle = $server->connect();
fwrite($idle, http_request('GET /'));
echo http_answer($idle)['body'], "\n";
$busy = $server->connect();
fwrite($busy, http_request('GET /wait'));
$server->wait_for_output('waiting');
$worker = $server->workers(1)[0];
$server->signal(SIGQUIT);
echo json_encode(read_all($idle)), "\n";
send_signal($worker, 50);
$answer = http_answer($busy);
echo http_show($answer, 'connection'), $answer['body'], "\n";
echo json_encode(read_all($busy)), "\n";
echo $server->wait(), "\n";
?>
--EXPECT--
ok
""
HTTP/1.1 200 OK
  connection: close
at last
""
0

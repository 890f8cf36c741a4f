--TEST--
pauseRecv() leaves messages where they are until resumeRecv()
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('text://127.0.0.1:0');
    $worker->workerNum = 1;
    $held = null;
    $worker->onMessage = function ($conn, $line) use (&$held) {
        if ($line === 'pause') {
            $held = $conn;
            $conn->pauseRecv();
            $conn->send('paused');
        } elseif ($line === 'resume') {
            $held->resumeRecv();
            $conn->send('resumed');
        } else {
            echo "$line\n";
            $conn->send("got $line");
        }
    };
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, "first\npause\nsecond\nthird\n");
echo fgets($client), fgets($client);
fwrite($client, "fourth\n");
$other = $server->connect();
fwrite($other, "aside\n");
echo fgets($other), $server->stdout();
fwrite($other, "resume\n");
echo fgets($other), fgets($client), fgets($client), fgets($client);
$server->stop();
?>
--EXPECT--
got first
paused
got aside
first
aside
resumed
got second
got third
got fourth

--TEST--
send() adds what the protocol needs; on a stream of text:// plain bytes stay plain
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('text://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $line) {
        var_dump($conn->send('framed'), fwrite($conn->stream(), 'plain|'));
        $conn->end('last');
    };
    $worker->start();
    PHP);
echo raw($server->address, "go\n");
$server->stop();
echo $server->stdout();
?>
--EXPECT--
framed
plain|last
bool(true)
int(6)

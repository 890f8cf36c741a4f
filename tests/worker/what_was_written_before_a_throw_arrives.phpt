--TEST--
However much a callback has written before it throws, all of it arrives
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        fwrite($conn, str_repeat('0123456789', 500000));
        fwrite(STDOUT, "written\n");
        throw new RuntimeException('boom');
    };
    $worker->onClose = fn () => print("closed\n");
    $worker->start();
    PHP);
var_dump(raw($server->address, "go\n") === str_repeat('0123456789', 500000));
$server->wait_for_output('closed');
echo $server->stdout();
$server->stop();
?>
--EXPECT--
bool(true)
written
closed

--TEST--
fclose closes after all that was written has been sent, 10 MiB here
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn) {
        fwrite($conn, str_repeat('0123456789abcdef', 10 << 16));
        fclose($conn);
        var_dump(is_resource($conn));
    };
    $worker->onClose = fn () => print("over\n");
    $worker->start();
    PHP);
$got = raw($server->address, "go\n");
var_dump($got === str_repeat('0123456789abcdef', 10 << 16));
echo $server->wait_for_output('over');
$server->stop();
?>
--EXPECT--
bool(true)
bool(false)
over

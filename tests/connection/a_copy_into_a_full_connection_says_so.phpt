--TEST--
stream_copy_to_stream into a connection that is full does not pretend to have copied
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onError = fn () => null;
    $worker->onMessage = function ($conn, $message) {
        $memory = fopen('php://memory', 'w+');
        fwrite($memory, 'more');
        do { // the kernel may still make room for a moment
            while (fwrite($conn, str_repeat('x', 1000000)) !== 0) {
            }
            rewind($memory);
            $copied = stream_copy_to_stream($memory, $conn);
        } while ($copied === 4);
        var_dump($copied);
    };
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, "go\n");
echo $server->wait_for_output(')');
$server->stop();
?>
--EXPECT--
bool(false)

--TEST--
stream_copy_to_stream takes a length far beyond the source's end, in no more memory than there is to copy
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        $memory = fopen('php://memory', 'w+');
        fwrite($memory, str_repeat('x', 20000) . "\n");
        rewind($memory);
        var_dump(stream_copy_to_stream($memory, $conn, PHP_INT_MAX));
        rewind($memory);
        var_dump(stream_copy_to_stream($memory, $conn, 1 << 40));
    };
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, "go\n");
var_dump(fgets($client) === fgets($client));
echo $server->wait_for_output("20001)\nint(20001)");
$server->stop();
?>
--EXPECT--
bool(true)
int(20001)
int(20001)

--TEST--
stream_copy_to_stream from what cannot be read returns false, as PHP's own does
--EXTENSIONS--
crew
--SKIPIF--
<?php
if (PHP_OS_FAMILY === 'Windows') echo 'skip there folders cannot be opened';
?>
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    file_put_contents(__DIR__ . '/file', 'text');
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        foreach ([['file', 'a'], ['', 'r'], ['file', 'w']] as [$name, $mode]) {
            var_dump(@stream_copy_to_stream(fopen(__DIR__ . "/$name", $mode), $conn));
        }
        fwrite($conn, "still here\n");
    };
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, "go\n");
echo fgets($client), $server->stdout();
$server->stop();
?>
--EXPECT--
still here
bool(false)
bool(false)
bool(false)

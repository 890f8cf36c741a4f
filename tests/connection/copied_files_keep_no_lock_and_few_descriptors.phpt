--TEST--
A queued file keeps no lock of the script's, and small parts of files no descriptors
--EXTENSIONS--
crew
--SKIPIF--
<?php
if (PHP_OS_FAMILY !== 'Linux') echo 'skip elsewhere the descriptor is a duplicate';
?>
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    file_put_contents(__DIR__ . '/big', str_repeat('x', 20 << 20));
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->maxSendBufferSize = 100 << 20;
    $worker->onMessage = function ($conn, $message) {
        $file = fopen(__DIR__ . '/big', 'r');
        flock($file, LOCK_EX);
        stream_copy_to_stream($file, $conn);
        fclose($file);
        $file = fopen(__DIR__ . '/big', 'r');
        var_dump(flock($file, LOCK_EX | LOCK_NB));
        $before = count(scandir('/proc/self/fd'));
        for ($i = 0; $i < 50; $i++) {
            stream_copy_to_stream($file, $conn, 65536, $i);
        }
        var_dump(count(scandir('/proc/self/fd')) - $before);
        fclose($conn);
    };
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, "go\n");
$server->wait_for_output('int(');
echo strlen(stream_get_contents($client)), "\n", $server->stdout();
$server->stop();
?>
--EXPECT--
24248320
bool(true)
int(0)

--TEST--
What is queued when a callback forks is sent once, bytes as well as files, and the child cannot write into the middle of it
--EXTENSIONS--
crew
pcntl
--SKIPIF--
<?php
if (PHP_OS_FAMILY !== 'Linux') echo 'skip reads /proc';
?>
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    file_put_contents(__DIR__ . '/big', str_repeat(random_bytes(1 << 16), 20 << 4));
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        $file = fopen(__DIR__ . '/big', 'r');
        if ($message === "file\n") {
            stream_copy_to_stream($file, $conn);
        } else {
            fwrite($conn, stream_get_contents($file));
        }
        fclose($file);
        $pid = pcntl_fork();
        if ($pid === 0) {
            exit(@fwrite($conn, str_repeat('x', $message === "file\n" ? 1 : 100000)) === false ? 7 : 8);
        }
        pcntl_waitpid($pid, $status);
        echo pcntl_wexitstatus($status) === 7 ? 'refused' : 'taken', "\n";
        fclose($conn);
    };
    $worker->start();
    PHP);
foreach (["file\n", "bytes\n"] as $message) {
    $client = $server->connect();
    fwrite($client, $message);
    usleep(50000); // it has to wait for us
    $got = stream_get_contents($client);
    echo strlen($got), ' ', $got === file_get_contents("$server->folder/big") ? 'right' : 'wrong', "\n";
}
$server->stop();
echo $server->stdout();
?>
--EXPECT--
20971520 right
20971520 right
refused
refused

--TEST--
stream_copy_to_stream takes a file of /sys, which has less in it than it says
--EXTENSIONS--
crew
--SKIPIF--
<?php
if (@filesize('/sys/kernel/mm/transparent_hugepage/enabled') !== 4096) echo 'skip no such file';
?>
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        fwrite($conn, '<');
        $file = fopen('/sys/kernel/mm/transparent_hugepage/enabled', 'r');
        var_dump(stream_copy_to_stream($file, $conn) === strlen(file_get_contents('/sys/kernel/mm/transparent_hugepage/enabled')));
        fclose($file);
        fwrite($conn, '>');
        fclose($conn);
    };
    $worker->start();
    PHP);
$got = raw($server->address, "go\n");
var_dump($got === '<' . file_get_contents('/sys/kernel/mm/transparent_hugepage/enabled') . '>');
echo $server->stdout();
$server->stop();
?>
--EXPECT--
bool(true)
bool(true)
